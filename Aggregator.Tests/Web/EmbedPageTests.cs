using System.Net;
using Aggregator.Tests.Support;
using AngleSharp;
using AngleSharp.Dom;

namespace Aggregator.Tests.Web;

public sealed class EmbedPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EmbedPage_OfABoard_HoldsTheFrameToCopyAndShowsIt()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var page = await OpenAsync(app, "/boards/default/embed");

        var snippet = await ParseAsync(page.GetElementById("frame")!.TextContent);
        var frame = Assert.Single(snippet.Body!.Children);
        Assert.Equal("IFRAME", frame.TagName);
        Assert.Equal($"{app.Address}embed/default", frame.GetAttribute("src"));
        Assert.Equal("Two APIs", frame.GetAttribute("title"));
        Assert.Equal("100%", frame.GetAttribute("width"));
        Assert.Equal("lazy", frame.GetAttribute("loading"));
        Assert.Equal("/embed/default", page.QuerySelector("iframe")?.GetAttribute("src"));
        Assert.Equal("/badge/default.svg", page.QuerySelector("img")?.GetAttribute("src"));
        Assert.Equal($"[![Two APIs]({app.Address}badge/default.svg)]({app.Address}boards/default)", page.GetElementById("badge")?.TextContent);
        Assert.StartsWith(
            $"addEventListener(\"message\", ({{ origin, source, data }}) => {{\n  if (origin !== \"{app.Address.GetLeftPart(UriPartial.Authority)}\" ||",
            page.GetElementById("listener")?.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(["get"], page.QuerySelectorAll("form").Select(form => form.GetAttribute("method")));
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src]), input[type=hidden]"));
    }

    [Fact]
    public async Task EmbedPage_Choices_StandInTheFrameAndInTheForm()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var page = await OpenAsync(app, "/boards/default/embed?theme=light&refresh=45&source=api-b");

        const string Chosen = "/embed/default?theme=light&source=api-b&refresh=45";
        Assert.Contains(Chosen.Replace("&", "&amp;", StringComparison.Ordinal), page.GetElementById("frame")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(Chosen, page.QuerySelector("iframe")?.GetAttribute("src"));
        Assert.Equal("/badge/default/api-b.svg", page.QuerySelector("img")?.GetAttribute("src"));
        Assert.Equal(["light", "45", "api-b"], page.QuerySelectorAll("option[selected]").Select(option => option.GetAttribute("value")));
    }

    [Theory]
    [InlineData("", "", "as the board is set: every 30 s")]
    [InlineData("?refresh=30", "", "as the board is set: every 30 s")]
    [InlineData("?refresh=off", "?refresh=off", "off")]
    [InlineData("?refresh=300", "?refresh=300", "every 5 min")]
    public async Task EmbedPage_BoardThatRefreshes_NamesAnotherTimeOnly(string query, string inFrame, string chosen)
    {
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Boards:default:Refresh", "00:00:30")]);
        var page = await OpenAsync(app, "/boards/default/embed" + query);

        Assert.Equal($"/embed/default{inFrame}", page.QuerySelector("iframe")?.GetAttribute("src"));
        Assert.Equal(chosen, page.QuerySelector("#refresh option[selected]")?.TextContent);
    }

    [Fact]
    public async Task EmbedPage_UnknownChoices_AreNamed()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var page = await OpenAsync(app, "/boards/default/embed?theme=loud&refresh=1&source=nope");
        Assert.Equal(3, page.QuerySelectorAll(".alert").Length);
        Assert.Equal("/embed/default?refresh=5", page.QuerySelector("iframe")?.GetAttribute("src"));
    }

    [Theory]
    [InlineData]
    [InlineData("https://intranet.example.com", "https://*.example.org:8443")]
    public async Task EmbedPage_Setting_AddsAPortalToThoseThereAre(params string[] ancestors)
    {
        await using var app = WebApp.Start([.. Boards.Quick, .. ancestors.Index().Select(origin => ($"Aggregator:Embedding:AllowedAncestors:{origin.Index}", origin.Item))]);
        var page = await OpenAsync(app, "/boards/default/embed");

        Assert.Equal(ancestors, page.QuerySelectorAll("li code").Select(origin => origin.TextContent));
        var section = page.GetElementById("setting")!.TextContent["\"Aggregator\": ".Length..];
        Assert.Equal([.. ancestors, "https://portal.example.com"], Configured.Options(section).Embedding.AllowedAncestors);
        Assert.Equal($"Aggregator__Embedding__AllowedAncestors__{ancestors.Length}=https://portal.example.com", page.GetElementById("variable")?.TextContent);
    }

    [Fact]
    public async Task EmbedPage_UnknownBoard_Is404AndListsTheBoards()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var page = await OpenAsync(app, "/boards/nope/embed", HttpStatusCode.NotFound);
        Assert.Equal("/boards/default", page.QuerySelector("li a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task EmbedPage_BelowAPathBase_NamesItEverywhere()
    {
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Hosting:PathBase", "/apps/board")]);
        var page = await OpenAsync(app, "/apps/board/boards/default/embed");

        Assert.All(Addresses(page), address => Assert.StartsWith("/apps/board/", address, StringComparison.Ordinal));
        Assert.Contains($"src=\"{app.Address}apps/board/embed/default\"", page.GetElementById("frame")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbedPage_BehindATrustedProxy_NamesTheAddressThatTheViewerSees()
    {
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Hosting:TrustedProxies:0", "127.0.0.1")]);
        var page = await OpenAsync(
            app, "/boards/default/embed", headers: [("X-Forwarded-Prefix", "/apps/board"), ("X-Forwarded-Host", "portal.example.com"), ("X-Forwarded-Proto", "https")]);

        Assert.All(Addresses(page), address => Assert.StartsWith("/apps/board/", address, StringComparison.Ordinal));
        Assert.Contains("src=\"https://portal.example.com/apps/board/embed/default\"", page.GetElementById("frame")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("(https://portal.example.com/apps/board/badge/default.svg)", page.GetElementById("badge")?.TextContent, StringComparison.Ordinal);
        Assert.Contains("origin !== \"https://portal.example.com\"", page.GetElementById("listener")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embedded_Links_LeaveTheFrameOrRefreshIt()
    {
        await using var app = WebApp.Start(Boards.WithOneBroken);
        var page = await OpenAsync(app, "/embed/default?theme=dark");

        Assert.Empty(page.QuerySelectorAll("nav"));
        var links = page.QuerySelectorAll("a[href]").Where(link => !link.HasAttribute("data-action")).ToList();
        Assert.All(links, link => Assert.Equal("_top", link.GetAttribute("target")));
        Assert.Equal(["/boards/default?theme=dark"], links.Select(link => link.GetAttribute("href")));
    }

    private static IEnumerable<string> Addresses(IDocument page) =>
        page.QuerySelectorAll("[src], a[href], link[href], form[action]").Select(element => (element.GetAttribute("src") ?? element.GetAttribute("href") ?? element.GetAttribute("action"))!);

    private static async Task<IDocument> OpenAsync(WebApp app, string path, HttpStatusCode expected = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await client.SendAsync(request, Cancel);
        Assert.Equal(expected, response.StatusCode);
        return await ParseAsync(await response.Content.ReadAsStringAsync(Cancel));
    }

    private static Task<IDocument> ParseAsync(string html) => BrowsingContext.New().OpenAsync(request => request.Content(html), Cancel);
}
