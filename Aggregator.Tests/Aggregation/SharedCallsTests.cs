using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Fetching;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Aggregation;

/// <summary>Many viewers of one board: real sockets, and a clock that only the test turns.</summary>
public sealed class SharedCallsTests : IAsyncDisposable
{
    private readonly FakeTime _time = new();
    private readonly FetcherHost _host;

    public SharedCallsTests() => _host = new FetcherHost(_time);

    private static CancellationToken Viewer => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task RunAsync_ThousandViewersOfAHungSource_MakeOneCallAWave()
    {
        await using var hung = new RawServer { Rest = Answer.Stall() };
        await using var healthy = new RawServer { Rest = Answer.Json("1") };
        var board = TestData.Board(
            [Source("hung", hung, 5), .. Enumerable.Range(1, 9).Select(i => Source($"healthy-{i}", healthy, 9))]);
        for (var wave = 1; wave <= 5; wave++)
        {
            var runs = Enumerable.Range(0, 1000).Select(_ => _host.Engine.RunAsync(new Run(board), Viewer)).ToList();
            await Eventually.IsSoAsync(() => hung.Requests.Count == wave, "Not so many requests.");

            _time.Advance(TimeSpan.FromSeconds(5));
            var results = await Task.WhenAll(runs);

            Assert.Equal(wave, hung.Requests.Count);
            Assert.All(results, run => Assert.Equal(9, run.Answered));
            Assert.All(results, run => Assert.Equal((Reason.Timeout, TimeSpan.FromSeconds(5)), (run.Sources[0].Reason, run.Sources[0].Duration)));
            Assert.Single(results, run => run.Sources[0].Origin == Origin.Live);
        }

        Assert.Equal(5, _host.Log.Entries.Count(entry => entry.Name is "CallFailed"));
    }

    [Fact]
    public async Task RunAsync_DeadlineOfOneViewer_LeavesTheCallToTheOther()
    {
        var answer = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await answer.Task;
            await Answer.Json("1")(connection);
        });
        var source = Source("slow", server, 20);
        var patient = _host.Engine.RunAsync(new Run(TestData.Board(source)), Viewer);
        await Eventually.IsSoAsync(() => server.Requests.Count == 1, "Not so many requests.");
        _time.Advance(TimeSpan.FromSeconds(1));
        var impatient = _host.Engine.RunAsync(new Run(Board(source, 3)), Viewer);
        _time.Advance(TimeSpan.FromSeconds(3));

        var cutOff = (await impatient).Sources[0];

        Assert.Equal((Reason.Deadline, Origin.Shared), (cutOff.Reason, cutOff.Origin));
        Assert.Equal((TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(4)), (cutOff.Start, cutOff.Duration));
        Assert.Equal((Reason.Deadline, TimeSpan.FromSeconds(4)), (Assert.Single(cutOff.Attempts).Failure, cutOff.Attempts[0].Duration));
        _time.Advance(TimeSpan.FromSeconds(1));
        answer.SetResult();
        var result = (await patient).Sources[0];
        Assert.Equal((null, Origin.Live, TimeSpan.FromSeconds(5)), (result.Reason, result.Origin, result.Duration));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task RunAsync_AllViewersLeave_LeavesTheServer()
    {
        var left = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await connection.UntilClosedAsync();
            left.SetResult();
        });
        using var viewers = new CancellationTokenSource();
        var board = TestData.Board(Source("slow", server, 20));
        var runs = Enumerable.Range(0, 10).Select(_ => _host.Engine.RunAsync(new Run(board), viewers.Token)).ToList();
        await Eventually.IsSoAsync(() => server.Requests.Count == 1, "Not so many requests.");
        Assert.False(left.Task.IsCompleted);

        await viewers.CancelAsync();

        await left.Task.WaitAsync(Viewer);
        foreach (var run in runs)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }
    }

    [Fact]
    public async Task RunAsync_TimeoutAndDeadlineTogether_IsTimeoutAndCountsForTheBreaker()
    {
        await using var server = new RawServer { Rest = Answer.Stall() };
        var board = Board(Source("slow", server, 5), 5);
        for (var i = 1; i <= 5; i++)
        {
            var run = _host.Engine.RunAsync(new Run(board), Viewer);
            await Eventually.IsSoAsync(() => server.Requests.Count == i, "Not so many requests.");
            _time.Advance(TimeSpan.FromSeconds(5));

            var result = (await run).Sources[0];

            Assert.Equal((Reason.Timeout, TimeSpan.FromSeconds(5)), (result.Reason, result.Duration));
            Assert.Equal([Reason.Timeout], result.Attempts.Select(attempt => attempt.Failure));

            // The run need not wait until the call it gave up has ended, and only then the breaker counts it.
            await Eventually.IsSoAsync(() => _host.Log.Entries.Count(IsEndOfCall) == i, "The call has not ended.");
        }

        Assert.Equal(Reason.CircuitOpen, (await _host.Engine.RunAsync(new Run(board), Viewer).WaitAsync(TimeSpan.FromSeconds(30), Viewer)).Sources[0].Reason);
    }

    private static bool IsEndOfCall(LogCapture.LogEntry entry) =>
        entry.Category.EndsWith(nameof(SourceFetcher), StringComparison.Ordinal) && entry.Name is not "CallStarted";

    private static Source Source(string name, RawServer server, int seconds) =>
        TestData.Source(name, options =>
        {
            options.Url = server.Url.OriginalString;
            options.Timeout = options.ConnectTimeout = TimeSpan.FromSeconds(seconds);
        });

    private static Board Board(Source source, int seconds) => new()
    {
        Name = "impatient", Title = "", Sources = [source], Combine = "none", Deadline = TimeSpan.FromSeconds(seconds), MinimumSources = 1, Revision = "",
    };
}
