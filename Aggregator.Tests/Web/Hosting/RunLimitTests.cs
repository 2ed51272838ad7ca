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
}
