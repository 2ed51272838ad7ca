using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching;

/// <summary>Viewers who come and go while calls end, on all processors there are.</summary>
public sealed class SharedFetcherRaceTests
{
    private readonly HeldFetcher _held = new();
    private readonly SharedFetcher _fetcher;
    private readonly Source _source = TestData.Source();

    public SharedFetcherRaceTests() => _fetcher = new SharedFetcher(_held);

    [Fact]
    public async Task FetchAsync_JoinsLeavesAndEndsInAnyOrder_LeaveNobodyWaiting()
    {
        const int Rounds = 300;
        var ending = Task.Run(async () =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                var held = await _held.NextAsync();
                await Task.Yield();
                held.Answer.SetResult(TestData.Ok(_source, "1"));
            }
        }, TestContext.Current.CancellationToken);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(viewer => JoinAndLeaveAsync(viewer, ending)));
        await ending;
    }

    /// <summary>Every third time the viewer leaves again, at a moment that others have a hand in.</summary>
    private async Task JoinAndLeaveAsync(int viewer, Task ending)
    {
        await Task.Yield();
        for (var i = viewer; !ending.IsCompleted; i++)
        {
            using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var run = _fetcher.FetchAsync(new SourceCall(_source, TimeProvider.System, TimeProvider.System.GetTimestamp(), TimeSpan.FromSeconds(30)), leave.Token);
            if (i % 3 == 0)
            {
                await Task.Yield();
                await leave.CancelAsync();
            }

            if (await Task.WhenAny(run, ending) == ending)
            {
                // The last call that was made has nobody to end it.
                await leave.CancelAsync();
            }

            var exception = await Record.ExceptionAsync(() => run);
            Assert.True(exception is null || leave.IsCancellationRequested, $"{exception}");
        }
    }
}
