using System.Diagnostics;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching;

/// <summary>Who shares a call with whom, for how long, and what each is told about it.</summary>
public sealed class SharedFetcherTests
{
    private readonly FakeTime _time = new();
    private readonly HeldFetcher _held = new();
    private readonly SharedFetcher _fetcher;
    private readonly Source _source = TestData.Source();

    public SharedFetcherTests() => _fetcher = new SharedFetcher(_held);

    [Fact]
    public async Task FetchAsync_WhileACallIsUnderWay_SharesIt()
    {
        var runs = Enumerable.Range(0, 3).Select(_ => FetchAsync(Call())).ToList();
        (await _held.NextAsync()).Answer.SetResult(TestData.Ok(_source, "1"));

        var results = await Task.WhenAll(runs);

        Assert.Equal(0, _held.Untaken);
        Assert.All(results, result => Assert.Equal("1", result.Value?.GetRawText()));
        Assert.Equal([Origin.Live, Origin.Shared, Origin.Shared], results.Select(result => result.Origin));
    }

    [Fact]
    public async Task FetchAsync_AfterTheCallEnded_CallsAgain()
    {
        var first = FetchAsync(Call());
        (await _held.NextAsync()).Answer.SetResult(TestData.Ok(_source, "1"));
        await first;

        var second = FetchAsync(Call());
        (await _held.NextAsync()).Answer.SetResult(TestData.Ok(_source, "2"));

        Assert.Equal(("2", Origin.Live), ((await second).Value?.GetRawText(), (await second).Origin));
    }

    [Fact]
    public async Task FetchAsync_CallEndsWithAReason_TellsAllWhoWait()
    {
        var runs = new[] { FetchAsync(Call()), FetchAsync(Call()) };
        (await _held.NextAsync()).Answer.SetResult(TestData.Failed(_source, Reason.Reset));

        Assert.All(await Task.WhenAll(runs), result => Assert.Equal(Reason.Reset, result.Reason));
    }

    [Fact]
    public async Task FetchAsync_CallBreaks_TellsAllWhoWaitAndCallsAgain()
    {
        var runs = new[] { FetchAsync(Call()), FetchAsync(Call()) };
        (await _held.NextAsync()).Answer.SetException(new InvalidOperationException("On purpose."));
        foreach (var run in runs)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => run);
        }

        var next = FetchAsync(Call());
        (await _held.NextAsync()).Answer.SetResult(TestData.Ok(_source, "1"));

        Assert.True((await next).IsOk);
    }

    [Fact]
    public async Task FetchAsync_SourceIsNotCoalesced_CallsForEach()
    {
        var source = TestData.Source(configure: options => options.Coalesce = false);
        var runs = new[] { FetchAsync(Call(source)), FetchAsync(Call(source)) };
        (await _held.NextAsync()).Answer.SetResult(TestData.Ok(source, "1"));
        (await _held.NextAsync()).Answer.SetResult(TestData.Ok(source, "2"));

        Assert.Equal(["1", "2"], (await Task.WhenAll(runs)).Select(result => result.Value?.GetRawText()));
        Assert.All(await Task.WhenAll(runs), result => Assert.Equal(Origin.Live, result.Origin));
    }

    [Fact]
    public async Task FetchAsync_SourceOfAnotherConfiguration_HasACallOfItsOwn()
    {
        var runs = new[] { FetchAsync(Call()), FetchAsync(Call(TestData.Source())) };
        (await _held.NextAsync()).Answer.SetResult(TestData.Ok(_source, "1"));
        (await _held.NextAsync()).Answer.SetResult(TestData.Ok(_source, "2"));

        Assert.All(await Task.WhenAll(runs), result => Assert.Equal(Origin.Live, result.Origin));
    }

    [Fact]
    public async Task FetchAsync_FirstLeaves_TheOthersGoOn()
    {
        using var viewer = new CancellationTokenSource();
        var first = FetchAsync(Call(), viewer.Token);
        var second = FetchAsync(Call());
        var held = await _held.NextAsync();

        await viewer.CancelAsync();

        await AssertLeftAsync(first, viewer.Token);
        Assert.False(held.Token.IsCancellationRequested);
        var third = FetchAsync(Call());
        held.Answer.SetResult(TestData.Ok(_source, "1"));
        Assert.All(await Task.WhenAll(second, third), result => Assert.Equal(Origin.Shared, result.Origin));
        Assert.False(held.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task FetchAsync_LastLeaves_CancelsTheCall()
    {
        using var viewers = new CancellationTokenSource();
        var runs = new[] { FetchAsync(Call(), viewers.Token), FetchAsync(Call(), viewers.Token) };
        var held = await _held.NextAsync();

        await viewers.CancelAsync();

        foreach (var run in runs)
        {
            await AssertLeftAsync(run, viewers.Token);
        }

        Assert.True(held.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task FetchAsync_AbandonedCallHasNotEndedYet_IsNotJoined()
    {
        using var viewer = new CancellationTokenSource();
        var left = FetchAsync(Call(), viewer.Token);
        var abandoned = await _held.NextAsync();
        await viewer.CancelAsync();
        await AssertLeftAsync(left, viewer.Token);

        var next = FetchAsync(Call());
        var held = await _held.NextAsync();
        abandoned.Answer.SetCanceled(abandoned.Token);
        var third = FetchAsync(Call());
        held.Answer.SetResult(TestData.Ok(_source, "2"));

        Assert.Equal([Origin.Live, Origin.Shared], (await Task.WhenAll(next, third)).Select(result => result.Origin));
        Assert.False(held.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task FetchAsync_JoinedLater_StartIsNegativeAndTheRestIsTheCallsOwn()
    {
        var first = FetchAsync(Call());
        var held = await _held.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(1.5));
        var runStartedAt = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(0.25));
        var second = FetchAsync(Call(runStartedAt: runStartedAt));
        _time.Advance(TimeSpan.FromSeconds(1));
        held.Call.Progress.BeginAttempt().End(null);
        held.Answer.SetResult(held.Call.ToSuccess(TestData.Json("1")));

        var (own, shared) = (await first, await second);

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(2.75)), (own.Start, own.Duration));
        Assert.Equal((TimeSpan.FromSeconds(-1.5), TimeSpan.FromSeconds(2.75)), (shared.Start, shared.Duration));
        Assert.Same(own.Attempts, shared.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(2.75), shared.Attempts[0].Start);
    }

    [Fact]
    public async Task ToFailure_DeadlineOfARunThatJoined_TellsHowFarTheSharedCallIs()
    {
        var own = Call();
        var first = FetchAsync(own);
        var held = await _held.NextAsync();
        held.Call.Progress.BeginAttempt().HeadersReceived(200);
        _time.Advance(TimeSpan.FromSeconds(1));
        var joined = Call();
        var second = FetchAsync(joined);
        _time.Advance(TimeSpan.FromSeconds(2));

        var result = joined.ToFailure(Reason.Deadline);

        Assert.Equal((Reason.Deadline, Origin.Shared, 200), (result.Reason, result.Origin, result.HttpStatus));
        Assert.Equal((TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(3)), (result.Start, result.Duration));
        var attempt = Assert.Single(result.Attempts);
        Assert.Equal((Reason.Deadline, TimeSpan.FromSeconds(3)), (attempt.Failure, attempt.Duration));

        // Nothing of that shows in what the others are told.
        _time.Advance(TimeSpan.FromSeconds(1));
        held.Call.Progress.CurrentAttempt()!.End(null);
        held.Answer.SetResult(held.Call.ToSuccess(TestData.Json("1")));
        Assert.Equal([null], (await first).Attempts.Select(a => a.Failure));
        Assert.Equal(TimeSpan.FromSeconds(4), (await second).Duration);
    }

    [Fact]
    public async Task Remaining_RunWithALaterDeadlineJoins_IsUntilThen()
    {
        var first = Call(deadline: TimeSpan.FromSeconds(2));
        _ = FetchAsync(first);
        Assert.Equal(TimeSpan.FromSeconds(2), first.Remaining);
        _time.Advance(TimeSpan.FromSeconds(1));

        _ = FetchAsync(Call(deadline: TimeSpan.FromSeconds(3)));
        Assert.Equal(TimeSpan.FromSeconds(3), first.Remaining);
        _ = FetchAsync(Call(deadline: TimeSpan.FromSeconds(0.5)));
        Assert.Equal(TimeSpan.FromSeconds(3), first.Remaining);
        _ = FetchAsync(Call(deadline: TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.FromSeconds(4), first.Remaining);

        (await _held.NextAsync()).Answer.SetResult(TestData.Ok(_source, "1"));
    }

    [Fact]
    public async Task FetchAsync_Shared_RunsOutsideTheFirstViewersFlowInItsTrace()
    {
        var viewer = new AsyncLocal<string?>();
        string? seen = "nothing yet";
        ActivityTraceId? trace = null;
        var held = new HeldFetcher { OnCall = _ => (seen, trace) = (viewer.Value, Activity.Current?.TraceId) };
        var fetcher = new SharedFetcher(held);
        using var request = new Activity("request").Start();
        viewer.Value = "viewer";

        var run = fetcher.FetchAsync(Call(), TestContext.Current.CancellationToken);
        (await held.NextAsync()).Answer.SetResult(TestData.Ok(_source, "1"));
        await run;

        Assert.Null(seen);
        Assert.Equal(request.TraceId, trace);
        Assert.Equal("viewer", viewer.Value);
    }

    private static async Task AssertLeftAsync(Task<SourceResult> run, CancellationToken viewer)
    {
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(viewer, exception.CancellationToken);
    }

    private SourceCall Call(Source? source = null, long? runStartedAt = null, TimeSpan? deadline = null) =>
        new(source ?? _source, _time, runStartedAt ?? _time.GetTimestamp(), deadline ?? TimeSpan.FromSeconds(30));

    private Task<SourceResult> FetchAsync(SourceCall call, CancellationToken? cancellationToken = null) =>
        _fetcher.FetchAsync(call, cancellationToken ?? TestContext.Current.CancellationToken);
}
