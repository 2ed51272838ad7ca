using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Tests.Support;
using Moq;

namespace Aggregator.Tests.Aggregation;

/// <summary>The end of a run: when the combiner runs, for how long, and what it may cost.</summary>
public sealed class AggregationEngineCombiningTests
{
    private readonly EngineHost _host = new();
    private CancellationToken _given;

    private static CancellationToken Viewer => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_CombinerThrows_SaysSoAsTheResultsReason()
    {
        var combiner = new Mock<ICombiner>(MockBehavior.Strict);
        combiner.Setup(c => c.CombineAsync(It.IsAny<CombineContext>(), It.IsAny<CancellationToken>())).Throws(new InvalidOperationException("secret words"));
        var run = _host.Engine(combiner.Object).RunAsync(new Run(_host.Board), Viewer);
        _host.Answer();
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
        var run = _host.Engine(combiner.Object).RunAsync(new Run(_host.Board), Viewer);
        _host.AnswerB.SetResult(TestData.Ok(_host.B, "2"));
        combiner.Verify(c => c.CombineAsync(It.IsAny<CombineContext>(), It.IsAny<CancellationToken>()), Times.Never);
        _host.AnswerA.SetResult(TestData.Ok(_host.A, "1"));
        await run;

        combiner.Verify(
            c => c.CombineAsync(
                It.Is<CombineContext>(context => context.Results[0].Source == _host.A && context.Results[1].Source == _host.B), It.IsAny<CancellationToken>()),
            Times.Once);
    }

    [Fact]
    public async Task RunAsync_CombinerNeverEnds_HasWhatTheCallsHaveLeftOfTheDeadline()
    {
        var run = _host.Engine(NeverEnding().Object).RunAsync(new Run(_host.Board), Viewer);
        _host.Time.Advance(TimeSpan.FromSeconds(4));
        _host.Answer();
        while (_host.Time.ActiveTimers < 1 || !_given.CanBeCanceled)
        {
            await Task.Yield();
        }

        _host.Time.Advance(TimeSpan.FromSeconds(5.999));
        Assert.False(_given.IsCancellationRequested);
        _host.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("The combiner sum was not done in time.", (await run).Result.Reason);
        Assert.True(_given.IsCancellationRequested);
    }

    [Fact]
    public async Task RunAsync_ViewerLeavesWhileCombining_StopsTheCombinerAndThrows()
    {
        using var viewer = new CancellationTokenSource();
        var run = _host.Engine(NeverEnding().Object).RunAsync(new Run(_host.Board), viewer.Token);
        _host.Answer();
        await Eventually.IsSoAsync(() => _given.CanBeCanceled, "Nothing was combined.");
        Assert.False(_given.IsCancellationRequested);

        await viewer.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(_given.IsCancellationRequested);
    }

    private Mock<ICombiner> NeverEnding()
    {
        var combiner = new Mock<ICombiner>(MockBehavior.Strict);
        combiner.Setup(c => c.CombineAsync(It.IsAny<CombineContext>(), It.IsAny<CancellationToken>()))
            .Returns((CombineContext _, CancellationToken token) =>
            {
                _given = token;
                return new ValueTask<CombinedValue>(new TaskCompletionSource<CombinedValue>().Task);
            });
        return combiner;
    }
}
