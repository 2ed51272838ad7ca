using Aggregator.Core.Aggregation;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching;

/// <summary>Calls beyond those that may be under way at once: when they get their turn, and what becomes of those that do not.</summary>
public sealed class CallSlotsTests : IAsyncDisposable
{
    private readonly FakeTime _time = new();
    private readonly FetcherHost _host;

    public CallSlotsTests() => _host = new FetcherHost(_time);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task FetchAsync_MoreCallsThanAtOnce_TakeTurnsInTheOrderInWhichTheyCame()
    {
        var turns = Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource()).ToList();
        await using var server = new RawServer([.. turns.Select(turn => (Func<RawConnection, Task>)(connection => AnswerAsync(connection, turn.Task)))]);
        var source = FetcherHost.Source(server.Url, options => options.MaxConcurrency = 2);
        var calls = turns.ConvertAll(_ => Call(source));
        var results = calls.ConvertAll(call => _host.FetchAsync(call, TestContext.Current.CancellationToken));

        await Eventually.IsSoAsync(() => server.Requests.Count == 2, "Not so many requests.");
        Assert.Equal([1, 1, 0, 0], calls.Select(Attempts));
        _time.Advance(TimeSpan.FromSeconds(1));
        turns[0].SetResult();
        turns[1].SetResult();
        await Task.WhenAll(results[0], results[1]);
        await Eventually.IsSoAsync(() => server.Requests.Count == 4, "Not so many requests.");
        turns[2].SetResult();
        turns[3].SetResult();

        // Waiting counts, but it is no attempt.
        var third = await results[2];
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)), (third.Duration, Assert.Single(third.Attempts).Start));
        Assert.All(await Task.WhenAll(results), result => Assert.True(result.IsOk));
    }

    [Fact]
    public async Task FetchAsync_OneAtOnce_GoInOrder()
    {
        var turns = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource()).ToList();
        await using var server = new RawServer([.. turns.Select(turn => (Func<RawConnection, Task>)(connection => AnswerAsync(connection, turn.Task)))]);
        var source = FetcherHost.Source(server.Url, options => options.MaxConcurrency = 1);
        var calls = turns.ConvertAll(_ => Call(source));
        var results = calls.ConvertAll(call => _host.FetchAsync(call, TestContext.Current.CancellationToken));

        for (var i = 0; i < turns.Count; i++)
        {
            await Eventually.IsSoAsync(() => server.Requests.Count == i + 1, "Not so many requests.");
            Assert.Equal(Enumerable.Range(0, turns.Count).Select(call => call <= i ? 1 : 0), calls.Select(Attempts));
            turns[i].SetResult();
            Assert.True((await results[i]).IsOk);
        }
    }

    [Fact]
    public async Task FetchAsync_NoTurnWithinTheTimeout_IsBusyAndCallsNobody()
    {
        await using var server = new RawServer();
        var source = FetcherHost.Source(server.Url, One);
        using var taken = await _host.Slots.TakeAsync(Call(source), TestContext.Current.CancellationToken);
        var call = _host.FetchAsync(source);
        _time.Advance(source.Timeout);

        var result = await call;

        Expect.Failed(Reason.Busy, null, 0, result);
        Assert.Equal(source.Timeout, result.Duration);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task RunAsync_NoTurnUntilTheDeadline_IsBusy()
    {
        await using var server = new RawServer();
        var source = FetcherHost.Source(server.Url, options => (options.MaxConcurrency, options.Coalesce) = (1, false));
        using var taken = await _host.Slots.TakeAsync(Call(source), TestContext.Current.CancellationToken);
        var run = _host.Engine.RunAsync(new Run(TestData.Board(source)), TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(Reason.Busy, (await run).Sources[0].Reason);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task FetchAsync_ViewerLeavesTheQueue_TheNextOneGetsTheTurn()
    {
        using var viewer = new CancellationTokenSource();
        await using var server = new RawServer(Answer.Json("1"));
        var source = FetcherHost.Source(server.Url, One);
        var taken = await _host.Slots.TakeAsync(Call(source), TestContext.Current.CancellationToken);
        var left = _host.FetchAsync(source, cancellationToken: viewer.Token);
        var next = _host.FetchAsync(source);

        await viewer.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        taken.Dispose();

        Expect.Ok("1", 1, await next, server);
    }

    [Fact]
    public async Task FetchAsync_CallsFail_GiveTheirTurnBack()
    {
        await using var server = new RawServer(Answer.Reset(), Answer.Status(404), Answer.Raw("garbage\r\n\r\n"), Answer.Json("1"));
        var source = FetcherHost.Source(server.Url, options => (options.MaxConcurrency, options.Attempts) = (1, 1));
        for (var i = 0; i < 3; i++)
        {
            Assert.False((await _host.FetchAsync(source)).IsOk);
        }

        Assert.True((await _host.FetchAsync(source)).IsOk);
    }

    private static void One(SourceOptions options) => options.MaxConcurrency = 1;

    private static int Attempts(SourceCall call) => call.ToFailure(Reason.Deadline).Attempts.Count;

    private static async Task AnswerAsync(RawConnection connection, Task turn)
    {
        await turn;
        await Answer.Json("1")(connection);
    }

    private SourceCall Call(Source source) => new(source, _time, _time.GetTimestamp(), TimeSpan.FromSeconds(30));
}
