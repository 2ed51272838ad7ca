using System.Net;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web;

/// <summary>Ten sources, of which one hangs, and a thousand viewers at once, five times. Alone, because it fills the machine.</summary>
[Collection(nameof(Alone))]
public sealed class ManyViewersOfAHungSourceTests
{
    private const int Viewers = 1000;
    private const int Waves = 5;

    private static readonly TimeSpan HangsFor = TimeSpan.FromSeconds(4);
    private static readonly string[] Healthy = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_OneOfTenHangs_CostsItsOwnCardAndACallOrTwo()
    {
        await using var sources = new GatedSources([.. Healthy, "hung"]);
        await using var app = WebApp.Start(
            [.. sources.Settings, ("Aggregator:Sources:hung:Timeout", HangsFor.ToString()), ("Logging:LogLevel:Default", "Error"), ("Logging:LogLevel:Aggregator.Core", "Error")]);
        using var client = app.CreateClient();
        client.Timeout = TimeSpan.FromMinutes(2);
        for (var wave = 0; wave < Waves; wave++)
        {
            Array.ForEach(Healthy, sources.Close);
            var before = Calls(sources);
            var startedAt = TimeProvider.System.GetTimestamp();

            // The healthy ones answer once every viewer has the frame, so that all of them wait for the same calls.
            var frames = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Cancel)));
            Array.ForEach(Healthy, sources.Open);
            var pages = await Task.WhenAll(frames.Select(frame => frame.Content.ReadAsStringAsync(Cancel)));

            Assert.All(frames, frame => Assert.Equal(HttpStatusCode.OK, frame.StatusCode));
            Assert.All(pages, page => Assert.Contains("9 of 10 sources in ", page, StringComparison.Ordinal));
            var calls = Calls(sources).Zip(before, (after, count) => after - count).ToList();
            Assert.All(calls[..^1], count => Assert.InRange(count, 1, 2));

            // One after the other, each as long as the source hangs: two at most, where the wave does not take longer.
            Assert.InRange(calls[^1], 1, 1 + (int)(TimeProvider.System.GetElapsedTime(startedAt) / HangsFor));
            Array.ForEach(frames, frame => frame.Dispose());
        }
    }

    private static List<int> Calls(GatedSources sources) => [.. Healthy.Append("hung").Select(name => sources[name].Requests.Count)];
}
