using System.Net;
using System.Text.Json;
using Aggregator.Tests.Support;
using AngleSharp;

namespace Aggregator.Tests.Web;

/// <summary>What a wiki asks that has been given the address of a board (oembed.com).</summary>
public sealed class OEmbedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "")]
    [InlineData("boards/default", "")]
    [InlineData("Boards/DEFAULT/", "")]
    [InlineData("embed/default?theme=dark&refresh=30&source=api-a", "?theme=dark&source=api-a&refresh=30")]
    [InlineData("boards/default?theme=loud&other=1#part", "")]
    public async Task OEmbed_AddressOfABoard_AnswersWithItsFrame(string path, string query)
    {
        await using var app = WebApp.Start(Boards.Quick);
        var answer = await AskAsync(app, new Uri(app.Address, path).ToString());

        Assert.Equal("rich", answer.GetProperty("type").GetString());
        Assert.Equal("1.0", answer.GetProperty("version").GetString());
        Assert.Equal("Aggregator", answer.GetProperty("provider_name").GetString());
        Assert.Equal(app.Address.ToString(), answer.GetProperty("provider_url").GetString());
        Assert.Equal(800, answer.GetProperty("width").GetInt32());
        Assert.InRange(answer.GetProperty("height").GetInt32(), 400, 1200);
        Assert.InRange(answer.GetProperty("cache_age").GetInt32(), 60, 86400);
        var frame = await FrameAsync(answer);
        Assert.Equal($"{app.Address}embed/default{query}", frame.GetAttribute("src"));
        Assert.Equal(frame.GetAttribute("title"), answer.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("&maxwidth=320&maxheight=200", 320, 200)]
    [InlineData("&maxwidth=5000&maxheight=5000", 800, 876)]
    [InlineData("&maxwidth=&maxheight=", 800, 876)]
    public async Task OEmbed_Limits_AreHonoured(string limits, int width, int height)
    {
        await using var app = WebApp.Start(Boards.Quick);
        var answer = await AskAsync(app, app.Address.ToString(), limits);

        Assert.Equal((width, height), (answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32()));
        var frame = await FrameAsync(answer);
        Assert.Equal(($"{width}", $"{height}"), (frame.GetAttribute("width"), frame.GetAttribute("height")));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("?url=", HttpStatusCode.BadRequest)]
    [InlineData("?url=/boards/default", HttpStatusCode.BadRequest)]
    [InlineData("?url=javascript:alert(1)", HttpStatusCode.BadRequest)]
    [InlineData("?url={app}&maxwidth=0", HttpStatusCode.BadRequest)]
    [InlineData("?url={app}&maxheight=-1", HttpStatusCode.BadRequest)]
    [InlineData("?url={app}&maxwidth=1e3", HttpStatusCode.BadRequest)]
    [InlineData("?url={app}&maxwidth=99999999999", HttpStatusCode.BadRequest)]
    [InlineData("?url={app}&format=xml", HttpStatusCode.NotImplemented)]
    [InlineData("?url={app}boards/nope", HttpStatusCode.NotFound)]
    [InlineData("?url={app}embed", HttpStatusCode.NotFound)]
    [InlineData("?url={app}boards/default/embed", HttpStatusCode.NotFound)]
    [InlineData("?url={app}api/boards/default", HttpStatusCode.NotFound)]
    [InlineData("?url=http://127.0.0.1/", HttpStatusCode.NotFound)]
    [InlineData("?url=https://board.example.com/", HttpStatusCode.NotFound)]
    public async Task OEmbed_AnythingElse_IsRefusedWithProblemDetails(string query, HttpStatusCode expected)
    {
        await using var app = WebApp.Start(Boards.Quick);
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/oembed" + query.Replace("{app}", app.Address.ToString(), StringComparison.Ordinal), Cancel);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task OEmbed_HostileTitle_StaysAnAttribute()
    {
        const string Title = "\"><script>alert('x')</script> Übersicht & mehr";
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Boards:default:Title", Title)]);
        var answer = await AskAsync(app, app.Address.ToString());

        Assert.Equal(Title, answer.GetProperty("title").GetString());
        Assert.Equal(Title, (await FrameAsync(answer)).GetAttribute("title"));
        Assert.Contains("Übersicht &amp; mehr", answer.GetProperty("html").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OEmbed_BelowAPathBase_KnowsTheAddressesBelowIt()
    {
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Hosting:PathBase", "/apps/board")]);
        var answer = await AskAsync(app, new Uri(app.Address, "/apps/board/boards/default").ToString(), pathBase: "/apps/board");

        Assert.Equal($"{app.Address}apps/board/embed/default", (await FrameAsync(answer)).GetAttribute("src"));
        Assert.Equal($"{app.Address}apps/board/", answer.GetProperty("provider_url").GetString());
        using var client = app.CreateClient();
        using var beside = await client.GetAsync($"/apps/board/oembed?url={app.Address}boards/default", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, beside.StatusCode);
    }

    [Theory]
    [InlineData("https://portal.example.com/apps/board/boards/default")]
    [InlineData("https://portal.example.com:443/apps/board/embed/default")]
    [InlineData("http://portal.example.com/apps/board")]
    public async Task OEmbed_BehindATrustedProxy_KnowsTheAddressesThatTheViewerSees(string url)
    {
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Hosting:TrustedProxies:0", "127.0.0.1")]);
        using var viewer = await RawClient.GetAsync(
            app.Address, $"/oembed?url={Uri.EscapeDataString(url)}", Cancel, "X-Forwarded-Prefix: /apps/board", "X-Forwarded-Host: portal.example.com", "X-Forwarded-Proto: https");
        Assert.Contains(@"src=\u0022https://portal.example.com/apps/board/embed/default\u0022", await viewer.UntilEndAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?theme=dark&stream=off")]
    [InlineData("/boards/default?theme=dark")]
    [InlineData("/embed/default?theme=dark")]
    public async Task Discovery_OnEveryPageOfABoard_LeadsToItsFrame(string path)
    {
        await using var app = WebApp.Start(Boards.Quick);
        using var client = app.CreateClient();
        var html = await client.GetStringAsync(path, Cancel);
        var page = await BrowsingContext.New().OpenAsync(request => request.Content(html), Cancel);

        var link = page.Head!.QuerySelector("link[rel=alternate][type='application/json+oembed']")!;
        Assert.Equal("Two APIs", link.GetAttribute("title"));
        var address = link.GetAttribute("href")!;
        Assert.StartsWith($"{app.Address}oembed?url=", address, StringComparison.Ordinal);
        var answer = JsonDocument.Parse(await client.GetStringAsync(address, Cancel)).RootElement;
        Assert.StartsWith($"{app.Address}embed/default?theme=dark", (await FrameAsync(answer)).GetAttribute("src"), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> AskAsync(WebApp app, string url, string more = "", string pathBase = "")
    {
        using var client = app.CreateClient();
        return JsonDocument.Parse(await client.GetStringAsync($"{pathBase}/oembed?format=json&url={Uri.EscapeDataString(url)}{more}", Cancel)).RootElement;
    }

    private static async Task<AngleSharp.Dom.IElement> FrameAsync(JsonElement answer)
    {
        var page = await BrowsingContext.New().OpenAsync(request => request.Content(answer.GetProperty("html").GetString()!), Cancel);
        return Assert.Single(page.Body!.Children);
    }
}
