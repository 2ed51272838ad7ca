using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching.Retrying;

/// <summary>A real API with a long tail, on a real clock: 20 ms, and 1 s for every twentieth request.</summary>
[Collection<Alone>]
public sealed class HedgeLoadTests
{
    private const int Runs = 400;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("00:00:00.100")]
    [InlineData("P95")]
    public async Task FetchAsync_LongTail_ThePercentileFallsAndTheLoadStaysWithinTheBudget(string after)
    {
        var requests = 0;
        await using var host = new FetcherHost();
        await using var server = new RawServer
        {
            Rest = connection => Answer.After(Interlocked.Increment(ref requests) % 20 == 0 ? Slow : Quick, Answer.Json("1"))(connection),
        };
        var source = FetcherHost.Source(server.Url, options => options.Hedge.After = after);
        var durations = new List<TimeSpan>();
        var startedAt = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Runs; i++)
        {
            var result = await host.FetchAsync(source);
            Assert.True(result.IsOk);
            durations.Add(result.Duration);
        }

        var percentile = durations.Order().ElementAt((Runs * 99 / 100) - 1);
        var mostExtra = 5 + (Runs / 10) + (TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds / 10) + 1;
        TestContext.Current.TestOutputHelper?.WriteLine($"After {after}: p99 {percentile.TotalMilliseconds:0.0} ms, {server.Requests.Count} requests.");
        Assert.True(percentile < Slow / 2, $"p99 is {percentile}.");
        Assert.InRange(server.Requests.Count - Runs, 1, mostExtra);
    }
}
