using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Microsoft.Extensions.Logging;
using Moq;

namespace Aggregator.Tests.Aggregation;

/// <summary>The fan-out: when calls start, in which order they are told, and when a run ends.</summary>
public sealed class AggregationEngineTests
{
    private readonly EngineHost _host = new();

    private static CancellationToken Viewer => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_SeveralSources_StartsAllBeforeAnyAnswers()
    {
        var run = _host.Engine().RunAsync(new Run(_host.Board), Viewer);

        _host.Fetcher.Verify(fetcher => fetcher.FetchAsync(It.IsAny<SourceCall>(), It.IsAny<CancellationToken>()), Times.Exactly(2));
        _host.Answer();
        await run;
    }

    [Fact]
    public async Task RunAsync_AnswersInReverse_ReportsInConfiguredOrder()
    {
        var run = _host.Engine().RunAsync(new Run(_host.Board), Viewer);
        _host.AnswerB.SetResult(TestData.Ok(_host.B, "2"));
        _host.AnswerA.SetResult(TestData.Ok(_host.A, "1"));

        Assert.Equal(["api-a", "api-b"], (await run).Sources.Select(result => result.Source.Name));
    }

    [Fact]
    public async Task StreamAsync_AnswersInReverse_YieldsInOrderOfArrival()
    {
        var run = new Run(_host.Board);
        await using var stream = _host.Engine().StreamAsync(run, Viewer).GetAsyncEnumerator(Viewer);

        var first = stream.MoveNextAsync();
        _host.AnswerB.SetResult(TestData.Ok(_host.B, "2"));
        Assert.True(await first);
        Assert.Equal("api-b", stream.Current.Source.Name);

        var second = stream.MoveNextAsync();
        _host.AnswerA.SetResult(TestData.Ok(_host.A, "1"));
        Assert.True(await second);
        Assert.Equal("api-a", stream.Current.Source.Name);

        Assert.False(await stream.MoveNextAsync());
        Assert.Equal("3", run.Result.Result.Value?.GetRawText());
    }

    [Fact]
    public void RunResult_BeforeTheEnd_Throws() => Assert.Throws<InvalidOperationException>(() => new Run(TestData.Board(_host.A)).Result);

    [Fact]
    public async Task RunAsync_Always_MeasuresWhatTheViewerWaited()
    {
        var run = _host.Engine().RunAsync(new Run(_host.Board), Viewer);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        _host.AnswerB.SetResult(TestData.Ok(_host.B, "2") with { Duration = TimeSpan.FromSeconds(1) });
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        _host.AnswerA.SetResult(TestData.Ok(_host.A, "1") with { Duration = TimeSpan.FromSeconds(2) });
        var result = await run;

        Assert.Equal(TimeSpan.FromSeconds(2), result.Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(3), result.Sequential);
        Assert.Equal(TimeSpan.FromSeconds(1), result.Saved);
        Assert.Equal("api-a", result.Slowest?.Source.Name);
        Assert.Equal(_host.Time.Start, result.StartedAt);
    }

    [Fact]
    public async Task StreamAsync_SlowConsumer_DoesNotCountAsProcessingTime()
    {
        _host.AnswerA.SetResult(TestData.Ok(_host.A, "1"));
        _host.AnswerB.SetResult(TestData.Ok(_host.B, "2"));
        var run = new Run(_host.Board);
        await foreach (var _ in _host.Engine().StreamAsync(run, Viewer))
        {
            _host.Time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(TimeSpan.Zero, run.Result.Elapsed);
    }

    [Fact]
    public async Task RunAsync_SourceSilentAtTheDeadline_EndsAndNamesIt()
    {
        var run = _host.Engine().RunAsync(new Run(_host.Board), Viewer);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        _host.AnswerB.SetResult(TestData.Ok(_host.B, "2") with { Duration = TimeSpan.FromSeconds(1) });
        _host.Time.Advance(TimeSpan.FromSeconds(9));
        var result = await run;

        Assert.Equal(Reason.Deadline, result.Sources[0].Reason);
        Assert.Equal(TimeSpan.FromSeconds(10), result.Sources[0].Duration);
        Assert.Equal(RunStatus.Partial, result.Status);
        Assert.Equal("2", result.Result.Value?.GetRawText());
        Assert.All(_host.Tokens, token => Assert.True(token.IsCancellationRequested));
    }

    [Fact]
    public async Task RunAsync_BeforeTheDeadline_GoesOnWaiting()
    {
        var run = _host.Engine().RunAsync(new Run(_host.Board), Viewer);
        _host.Time.Advance(TimeSpan.FromSeconds(9.999));

        Assert.False(run.IsCompleted);
        _host.Answer();
        Assert.Equal(RunStatus.Complete, (await run).Status);
    }

    [Fact]
    public async Task RunAsync_ViewerLeaves_CancelsTheCallsAndThrows()
    {
        using var viewer = new CancellationTokenSource();
        var run = _host.Engine().RunAsync(new Run(_host.Board), viewer.Token);
        await viewer.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(2, _host.Tokens.Count);
        Assert.All(_host.Tokens, token => Assert.True(token.IsCancellationRequested));
    }

    [Fact]
    public async Task StreamAsync_AllHaveEnded_CancelsNothing()
    {
        _host.Answer();
        await foreach (var result in _host.Engine().StreamAsync(new Run(_host.Board), Viewer))
        {
            Assert.True(result.IsOk);
        }

        Assert.Equal(2, _host.Tokens.Count);
        Assert.All(_host.Tokens, token => Assert.False(token.IsCancellationRequested));
    }

    [Fact]
    public async Task StreamAsync_ConsumerStopsEarly_CancelsTheCalls()
    {
        _host.AnswerB.SetResult(TestData.Ok(_host.B, "2"));
        await foreach (var result in _host.Engine().StreamAsync(new Run(_host.Board), Viewer))
        {
            Assert.Equal("api-b", result.Source.Name);
            break;
        }

        Assert.All(_host.Tokens, token => Assert.True(token.IsCancellationRequested));
    }

    [Fact]
    public async Task StreamAsync_ConsumerStopsEarly_LogsNoDeadline()
    {
        using var log = new LogCapture();
        _host.AnswerB.SetResult(TestData.Ok(_host.B, "2"));
        var logger = LoggerFactory.Create(logging => logging.AddProvider(log)).CreateLogger<AggregationEngine>();
        var engine = _host.Engine(logger: logger);
        await foreach (var _ in engine.StreamAsync(new Run(_host.Board), Viewer))
        {
            break;
        }

        Assert.Empty(log.Entries);
    }
}
