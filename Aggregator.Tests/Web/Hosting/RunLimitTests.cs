using System.Net;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Hosting;

public sealed class RunLimitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/embed/default")]
    [InlineData("/api/boards/default")]
    [InlineData("/api/boards/default/events")]
    public async Task Get_MoreRunsThanTheMachineMayCarry_AreToldToTryAgainWhileHealthAnswers(string path)
    {
        await using var sources = new GatedSources("a");
        await using var app = WebApp.Start([.. sources.Settings, ("Aggregator:Hosting:MaxRuns", "1")]);
        using var client = app.CreateClient();
        using var first = await RawClient.GetAsync(app.Address, "/", Cancel);
        await first.UntilAsync("</template>", Cancel);

        using var excess = await client.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, excess.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), excess.Headers.RetryAfter?.Delta);
        Assert.Contains("try again", await excess.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("Healthy", await client.GetStringAsync("/livez", Cancel));
        Assert.Contains("default", await client.GetStringAsync("/api/boards", Cancel), StringComparison.Ordinal);

        // The place is free again once the first viewer has been served.
        sources.Open("a");
        await first.UntilEndAsync(Cancel);
        using var later = await client.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Get_TenTimesTheLoad_ExcessIsRefusedBeforeAnyRunHasEndedWhileHealthAnswers()
    {
        const int MaxRuns = 20;
        const int Viewers = 10 * MaxRuns;
        await using var sources = new GatedSources("a");
        await using var app = WebApp.Start([.. sources.Settings, ("Aggregator:Hosting:MaxRuns", $"{MaxRuns}")]);
        using var client = app.CreateClient();
        var viewers = Enumerable.Range(0, Viewers).Select(_ => client.GetAsync("/api/boards/default", Cancel)).ToList();

        // No run can end as long as its source is not let through.
        var refused = 0;
        await foreach (var viewer in Task.WhenEach(viewers))
        {
            using var answer = await viewer;
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(2)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
            Assert.Equal("Healthy", await client.GetStringAsync("/livez", Cancel));
            viewers.Remove(viewer);
            if (++refused == Viewers - MaxRuns)
            {
                break;
            }
        }

        sources.Open("a");
        foreach (var viewer in viewers)
        {
            using var answer = await viewer;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Events_ViewerWhoNeverReads_IsDroppedAndLeavesThePlaceToOthers()
    {
        var large = $"\"{new string('x', 900_000)}\"";
        string[] names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        await using var server = new RawServer { Rest = Answer.Json(large) };
        await using var app = WebApp.Start(
            [
                .. names.SelectMany((name, index) => new[] { ($"Aggregator:Sources:{name}:Url", server.Url.ToString()), ($"Aggregator:Boards:default:Sources:{index}", name), ($"Aggregator:Sources:{name}:Timeout", "00:00:01") }),
                ("Aggregator:Boards:default:Deadline", "00:00:01"),
                ("Aggregator:Boards:quick:Sources:0", "a"),
                ("Aggregator:Hosting:MaxRuns", "1"),
            ]);
        using var client = app.CreateClient();
        using var idle = await RawClient.GetAsync(app.Address, "/api/boards/default/events", Cancel);
        await idle.UntilAsync("event: start", Cancel);
        using (var refused = await client.GetAsync("/api/boards/quick", Cancel))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }

        // Far below the hour that the server's own least rate would leave such a viewer.
        var startedAt = TimeProvider.System.GetTimestamp();
        var status = HttpStatusCode.ServiceUnavailable;
        while (status is HttpStatusCode.ServiceUnavailable)
        {
            Assert.InRange(TimeProvider.System.GetElapsedTime(startedAt), TimeSpan.Zero, TimeSpan.FromSeconds(60));
            await Task.Delay(100, Cancel);
            using var later = await client.GetAsync("/api/boards/quick", Cancel);
            status = later.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, status);
    }
}
