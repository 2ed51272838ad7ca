using System.Runtime.CompilerServices;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;
using Moq;

namespace Aggregator.Tests.Web.Presentation;

public sealed class ArrivalsTests
{
    private static readonly Run Run = new(TestData.Board(TestData.Source()));

    private readonly TaskCompletionSource<SourceResult> _second = new();
    private readonly TaskCompletionSource _ended = new();
    private int _asked;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Next_Results_ComeInTheirOrderAndThenNull()
    {
        await using var results = Start(Cancel);
        Assert.Equal(1, _asked);

        Assert.True(results.IsHere);
        Assert.Equal(Reason.Timeout, (await results.NextAsync())?.Reason);

        Assert.False(results.IsHere);
        _second.SetResult(TestData.Failed(TestData.Source(), Reason.Reset));
        Assert.Equal(Reason.Reset, (await results.NextAsync())?.Reason);

        Assert.Null(await results.NextAsync());
        Assert.True(_ended.Task.IsCompleted);
    }

    [Fact]
    public async Task Dispose_WhileAResultIsAwaited_EndsTheRun()
    {
        var results = Start(Cancel);
        await results.NextAsync();
        await results.DisposeAsync();
        Assert.True(_ended.Task.IsCompleted);
    }

    [Fact]
    public async Task Next_ViewerLeaves_IsCancelled()
    {
        using var viewer = new CancellationTokenSource();
        await using var results = Start(viewer.Token);
        await results.NextAsync();
        await viewer.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await results.NextAsync());
    }

    private Arrivals Start(CancellationToken viewer)
    {
        var engine = new Mock<IAggregationEngine>(MockBehavior.Strict);
        engine.Setup(engine => engine.StreamAsync(Run, It.IsAny<CancellationToken>())).Returns((Run _, CancellationToken token) => StreamAsync(token));
        return new Arrivals(engine.Object, Run, viewer);
    }

    private async IAsyncEnumerable<SourceResult> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _asked++;
        try
        {
            yield return TestData.Failed(TestData.Source(), Reason.Timeout);
            yield return await _second.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _ended.SetResult();
        }
    }
}
