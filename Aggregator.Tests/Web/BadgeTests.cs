using System.Net;
using System.Xml.Linq;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web;

public sealed class BadgeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/badge/default.svg", HttpStatusCode.OK, @"^Two APIs: partial: [01]\.\d\d$")]
    [InlineData("/badge/DEFAULT/API-A.svg", HttpStatusCode.OK, @"^API A: 0\.\d\d|1\.00$")]
    [InlineData("/badge/default/api-c.svg", HttpStatusCode.OK, "^api-c: error$")]
    [InlineData("/badge/broken.svg", HttpStatusCode.OK, "^broken: failed$")]
    [InlineData("/badge/nope.svg", HttpStatusCode.NotFound, "^Aggregator: no such board$")]
    [InlineData("/badge/a.b.svg", HttpStatusCode.NotFound, "^Aggregator: no such board$")]
    [InlineData("/badge/broken/api-a.svg", HttpStatusCode.NotFound, "^Aggregator: no such source$")]
    public async Task Badge_OfABoardOrASource_SaysHowItIs(string path, HttpStatusCode status, string title)
    {
        await using var app = WebApp.Start(Boards.WithOneBroken);
        using var client = app.CreateClient();
        using var response = await client.GetAsync(path, Cancel);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var svg = XDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).Root!;
        Assert.Equal("img", svg.Attribute("role")?.Value);
        Assert.Matches(title, svg.Elements().First(element => element.Name.LocalName is "title").Value);
    }

    [Theory]
    [InlineData("PathBase", "/apps/board", "/apps/board/badge/default/api-a.svg")]
    [InlineData("TrustedProxies:0", "127.0.0.1", "/badge/default/api-a.svg")]
    public async Task Badge_BelowAPath_IsThere(string key, string value, string path)
    {
        await using var app = WebApp.Start([.. Boards.Quick, ($"Aggregator:Hosting:{key}", value)]);
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-Prefix", "/apps/board");
        Assert.Contains("<title>API A: ", await client.GetStringAsync(path, Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/badge/default.svg", "default: partial: 12")]
    [InlineData("/badge/default/a.svg", "a: 5")]
    [InlineData("/badge/default/c.svg", "c: 7")]
    public async Task Badge_SomethingStandsIn_ShowsItAndThatItIsNoWholeValue(string path, string title)
    {
        await using var down = new RawServer { Rest = Answer.Status(404) };
        await using var standby = new RawServer { Rest = Answer.Json("5") };
        await using var app = WebApp.StartInProduction(
            ("Aggregator:Sources:a:Url", down.Url.ToString()), ("Aggregator:Sources:a:Fallback:Source", "b"),
            ("Aggregator:Sources:b:Url", standby.Url.ToString()),
            ("Aggregator:Sources:c:Url", down.Url.ToString()), ("Aggregator:Sources:c:Fallback:Value", "7"),
            ("Aggregator:Boards:default:Sources:0", "a"), ("Aggregator:Boards:default:Sources:1", "c"), ("Aggregator:Boards:default:Combine", "Sum"));
        using var client = app.CreateClient();

        var svg = await client.GetStringAsync(path, Cancel);

        Assert.Contains($"<title>{title}</title>", svg, StringComparison.Ordinal);
        Assert.Contains("M5 1v4.500M5 9v.01", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Badge_OfOneSource_AsksThatOneAlone()
    {
        await using var asked = new RawServer(Answer.Json("7"));
        await using var other = new RawServer();
        await using var app = WebApp.StartInProduction(
            ("Aggregator:Sources:asked:Url", asked.Url.ToString()), ("Aggregator:Sources:other:Url", other.Url.ToString()));
        using var client = app.CreateClient();

        Assert.Contains("<title>asked: 7</title>", await client.GetStringAsync("/badge/default/asked.svg", Cancel), StringComparison.Ordinal);
        Assert.Single(asked.Requests);
        Assert.Empty(other.Requests);
    }
}
