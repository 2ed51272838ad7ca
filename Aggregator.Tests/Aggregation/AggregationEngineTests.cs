using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace Aggregator.Tests.Aggregation;

public sealed class AggregationEngineTests
{
    private readonly FakeTime _time = new();
    private readonly Mock<ISourceFetcher> _fetcher = new(MockBehavior.Strict);
    private readonly Source _a = TestData.Source("api-a");
    private readonly Source _b = TestData.Source("api-b");
    private readonly TaskCompletionSource<SourceResult> _answerA = new();
    private readonly TaskCompletionSource<SourceResult> _answerB = new();
    private readonly List<CancellationToken> _tokens = [];

    public AggregationEngineTests()
    {
        Plan(_a, _answerA);
        Plan(_b, _answerB);
    }

    private static CancellationToken Viewer => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_SeveralSources_StartsAllBeforeAnyAnswers()
    {
        var run = Engine().RunAsync(TestData.Board(_a, _b), Viewer);

        _fetcher.Verify(fetcher => fetcher.FetchAsync(It.IsAny<SourceCall>(), It.IsAny<CancellationToken>()), Times.Exactly(2));
        Answer();
        await run;
    }

    [Fact]
    public async Task RunAsync_AnswersInReverse_ReportsInConfiguredOrder()
    {
        var run = Engine().RunAsync(TestData.Board(_a, _b), Viewer);
        _answerB.SetResult(TestData.Ok(_b, "2"));
        _answerA.SetResult(TestData.Ok(_a, "1"));

        Assert.Equal(["api-a", "api-b"], (await run).Sources.Select(result => result.Source.Name));
    }

    [Fact]
    public async Task StreamAsync_AnswersInReverse_YieldsInOrderOfArrival()
    {
        var run = new Run(TestData.Board(_a, _b));
        await using var stream = Engine().StreamAsync(run, Viewer).GetAsyncEnumerator(Viewer);

        var first = stream.MoveNextAsync();
        _answerB.SetResult(TestData.Ok(_b, "2"));
        Assert.True(await first);
        Assert.Equal("api-b", stream.Current.Source.Name);

        var second = stream.MoveNextAsync();
        _answerA.SetResult(TestData.Ok(_a, "1"));
        Assert.True(await second);
        Assert.Equal("api-a", stream.Current.Source.Name);

        Assert.False(await stream.MoveNextAsync());
        Assert.Equal("3", run.Result.Result.Value?.GetRawText());
    }

    [Fact]
    public void RunResult_BeforeTheEnd_Throws() => Assert.Throws<InvalidOperationException>(() => new Run(TestData.Board(_a)).Result);

    [Fact]
    public async Task RunAsync_Always_MeasuresWhatTheViewerWaited()
    {
        var run = Engine().RunAsync(TestData.Board(_a, _b), Viewer);
        _time.Advance(TimeSpan.FromSeconds(1));
        _answerB.SetResult(TestData.Ok(_b, "2") with { Duration = TimeSpan.FromSeconds(1) });
        _time.Advance(TimeSpan.FromSeconds(1));
        _answerA.SetResult(TestData.Ok(_a, "1") with { Duration = TimeSpan.FromSeconds(2) });
        var result = await run;

        Assert.Equal(TimeSpan.FromSeconds(2), result.Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(3), result.Sequential);
        Assert.Equal(TimeSpan.FromSeconds(1), result.Saved);
        Assert.Equal("api-a", result.Slowest?.Source.Name);
        Assert.Equal(_time.Start, result.StartedAt);
    }

    [Fact]
    public async Task StreamAsync_SlowConsumer_DoesNotCountAsProcessingTime()
    {
        _answerA.SetResult(TestData.Ok(_a, "1"));
        _answerB.SetResult(TestData.Ok(_b, "2"));
        var run = new Run(TestData.Board(_a, _b));
        await foreach (var _ in Engine().StreamAsync(run, Viewer))
        {
            _time.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(TimeSpan.Zero, run.Result.Elapsed);
    }

    [Fact]
    public async Task RunAsync_SourceSilentAtTheDeadline_EndsAndNamesIt()
    {
        var run = Engine().RunAsync(TestData.Board(_a, _b), Viewer);
        _time.Advance(TimeSpan.FromSeconds(1));
        _answerB.SetResult(TestData.Ok(_b, "2") with { Duration = TimeSpan.FromSeconds(1) });
        _time.Advance(TimeSpan.FromSeconds(9));
        var result = await run;

        Assert.Equal(Reason.Deadline, result.Sources[0].Reason);
        Assert.Equal(TimeSpan.FromSeconds(10), result.Sources[0].Duration);
        Assert.Equal(RunStatus.Partial, result.Status);
        Assert.Equal("2", result.Result.Value?.GetRawText());
        Assert.All(_tokens, token => Assert.True(token.IsCancellationRequested));
    }

    [Fact]
    public async Task RunAsync_BeforeTheDeadline_GoesOnWaiting()
    {
        var run = Engine().RunAsync(TestData.Board(_a, _b), Viewer);
        _time.Advance(TimeSpan.FromSeconds(9.999));

        Assert.False(run.IsCompleted);
        Answer();
        Assert.Equal(RunStatus.Complete, (await run).Status);
    }

    [Fact]
    public async Task RunAsync_ViewerLeaves_CancelsTheCallsAndThrows()
    {
        using var viewer = new CancellationTokenSource();
        var run = Engine().RunAsync(TestData.Board(_a, _b), viewer.Token);
        await viewer.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(2, _tokens.Count);
        Assert.All(_tokens, token => Assert.True(token.IsCancellationRequested));
    }

    [Fact]
    public async Task StreamAsync_ConsumerStopsEarly_CancelsTheCalls()
    {
        _answerB.SetResult(TestData.Ok(_b, "2"));
        await foreach (var result in Engine().StreamAsync(new Run(TestData.Board(_a, _b)), Viewer))
        {
            Assert.Equal("api-b", result.Source.Name);
            break;
        }

        Assert.All(_tokens, token => Assert.True(token.IsCancellationRequested));
    }

    [Fact]
    public async Task RunAsync_CombinerThrows_SaysSoAsTheResultsReason()
    {
        var combiner = new Mock<ICombiner>(MockBehavior.Strict);
        combiner.Setup(c => c.CombineAsync(It.IsAny<CombineContext>(), It.IsAny<CancellationToken>())).Throws(new InvalidOperationException("secret words"));
        var run = Engine(combiner.Object).RunAsync(TestData.Board(_a, _b), Viewer);
        Answer();
        var result = await run;

        Assert.Null(result.Result.Value);
        Assert.Equal("The combiner sum broke; the log says why.", result.Result.Reason);
        Assert.Equal(RunStatus.Complete, result.Status);
    }

    [Fact]
    public async Task RunAsync_OnceAllHaveEnded_CombinesOnceInConfiguredOrder()
    {
        var combiner = new Mock<ICombiner>(MockBehavior.Strict);
        combiner.Setup(c => c.CombineAsync(It.IsAny<CombineContext>(), It.IsAny<CancellationToken>())).ReturnsAsync(CombinedValue.Of("done"));
        var run = Engine(combiner.Object).RunAsync(TestData.Board(_a, _b), Viewer);
        _answerB.SetResult(TestData.Ok(_b, "2"));
        combiner.Verify(c => c.CombineAsync(It.IsAny<CombineContext>(), It.IsAny<CancellationToken>()), Times.Never);
        _answerA.SetResult(TestData.Ok(_a, "1"));
        await run;

        combiner.Verify(
            c => c.CombineAsync(
                It.Is<CombineContext>(context => context.Results[0].Source == _a && context.Results[1].Source == _b), It.IsAny<CancellationToken>()),
            Times.Once);
    }

    [Fact]
    public async Task RunAsync_CombinerNeverEnds_HasWhatTheCallsHaveLeftOfTheDeadline()
    {
        CancellationToken given = default;
        var combiner = new Mock<ICombiner>(MockBehavior.Strict);
        combiner.Setup(c => c.CombineAsync(It.IsAny<CombineContext>(), It.IsAny<CancellationToken>()))
            .Returns((CombineContext _, CancellationToken token) =>
            {
                given = token;
                return new ValueTask<CombinedValue>(new TaskCompletionSource<CombinedValue>().Task);
            });
        var run = Engine(combiner.Object).RunAsync(TestData.Board(_a, _b), Viewer);
        _time.Advance(TimeSpan.FromSeconds(4));
        Answer();
        while (_time.ActiveTimers < 1 || !given.CanBeCanceled)
        {
            await Task.Yield();
        }

        _time.Advance(TimeSpan.FromSeconds(5.999));
        Assert.False(given.IsCancellationRequested);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("The combiner sum was not done in time.", (await run).Result.Reason);
        Assert.True(given.IsCancellationRequested);
    }

    [Fact]
    public async Task StreamAsync_ConsumerStopsEarly_LogsNoDeadline()
    {
        using var log = new LogCapture();
        _answerB.SetResult(TestData.Ok(_b, "2"));
        var logger = LoggerFactory.Create(logging => logging.AddProvider(log)).CreateLogger<AggregationEngine>();
        var engine = new AggregationEngine(_fetcher.Object, new ServiceCollection().BuildServiceProvider(), _time, logger);
        await foreach (var _ in engine.StreamAsync(new Run(TestData.Board(_a, _b)), Viewer))
        {
            break;
        }

        Assert.Empty(log.Entries);
    }

    private AggregationEngine Engine(ICombiner? combiner = null)
    {
        var services = new ServiceCollection().AddBuiltInCombiners();
        if (combiner is not null)
        {
            services.AddKeyedSingleton("sum", combiner);
        }

        return new AggregationEngine(_fetcher.Object, services.BuildServiceProvider(), _time, NullLogger<AggregationEngine>.Instance);
    }

    private void Plan(Source source, TaskCompletionSource<SourceResult> answer) =>
        _fetcher.Setup(fetcher => fetcher.FetchAsync(It.Is<SourceCall>(call => call.Source == source), It.IsAny<CancellationToken>()))
            .Returns((SourceCall _, CancellationToken token) =>
            {
                _tokens.Add(token);
                return answer.Task;
            });

    private void Answer()
    {
        _answerA.SetResult(TestData.Ok(_a, "1"));
        _answerB.SetResult(TestData.Ok(_b, "2"));
    }
}
