using Aggregator.Tests.Support;
using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>A board on pages of other origins, in a real browser.</summary>
public sealed class FramingTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/embed/default")]
    public async Task Frame_OnAnAllowedOrigin_ShowsTheBoard(string path)
    {
        await using var portal = new Portal();
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Embedding:AllowedAncestors:0", portal.Origin)]);
        var (page, complaints) = await OpenAsync(portal, app, path);

        var board = page.FrameLocator("iframe");
        await board.GetByText("Processing time:").WaitForAsync();
        Assert.Equal(["API A", "API B"], (await board.Locator(".card h2").AllInnerTextsAsync()).Order(StringComparer.Ordinal));
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/embed/default")]
    public async Task Frame_OnAnyOtherOrigin_ShowsNothing(string path)
    {
        await using var portal = new Portal();
        await using var other = new Portal();
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Embedding:AllowedAncestors:0", portal.Origin)]);
        var (page, complaints) = await OpenAsync(other, app, path);

        var frame = Assert.Single(page.Frames, frame => frame.ParentFrame is not null);
        Assert.StartsWith("chrome-error:", frame.Url, StringComparison.Ordinal);
        Assert.DoesNotContain("API A", await frame.ContentAsync(), StringComparison.Ordinal);
        Assert.Contains(complaints, complaint => complaint.Contains("frame-ancestors", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("allow-scripts")]
    [InlineData("allow-scripts allow-same-origin allow-top-navigation-by-user-activation")]
    public async Task Frame_Sandboxed_ShowsTheWholeBoardInItsStyle(string sandbox)
    {
        await using var portal = new Portal();
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Embedding:AllowedAncestors:0", portal.Origin)]);
        var (page, _) = await OpenAsync(portal, app, "/embed/default", $"sandbox=\"{sandbox}\"");

        var board = page.FrameLocator("iframe");
        Assert.Matches(@"^Result:\s+[01]\.\d\d$", await board.Locator(".headline").First.InnerTextAsync());
        Assert.Equal(2, await board.Locator(".card .value").CountAsync());
        Assert.Equal("grid", await board.Locator("[part=cards]").EvaluateAsync<string>("e => getComputedStyle(e).display"));
        Assert.Equal("0px", await board.Locator("body").EvaluateAsync<string>("e => getComputedStyle(e).margin"));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/", "Embed this board", "/boards/default/embed", "")]
    [InlineData("/embed/default", "Open full page", "/boards/default", "")]
    [InlineData("/embed/default", "Open full page", "/boards/default", "sandbox='allow-scripts allow-same-origin allow-top-navigation-by-user-activation'")]
    public async Task Frame_LinkAtItsFoot_OpensInTheWholeWindow(string path, string link, string target, string attributes)
    {
        await using var portal = new Portal();
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Embedding:AllowedAncestors:0", portal.Origin)]);
        var (page, _) = await OpenAsync(portal, app, path, attributes);

        await page.FrameLocator("iframe").GetByText(link).ClickAsync();
        await page.WaitForURLAsync(new Uri(app.Address, target).ToString());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Frame_Answers_SetNoCookieAndNoFrameOptions()
    {
        await using var portal = new Portal();
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Embedding:AllowedAncestors:0", portal.Origin)]);
        var answers = new List<IResponse>();
        var (page, _) = await OpenAsync(portal, app, "/embed/default", onResponse: answers.Add);
        await page.FrameLocator("iframe").GetByText("Processing time:").WaitForAsync();

        Assert.Contains(answers, answer => answer.Url.EndsWith("/embed/default", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Url.Contains("/css/aggregator", StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.DoesNotContain(answer.Headers.Keys, name => name is "set-cookie" or "x-frame-options"));
        Assert.Empty(await page.Context.CookiesAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task HeightListener_MessageOfTheBoard_SetsTheHeightOfItsFrameAlone()
    {
        await using var portal = new Portal();
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Embedding:AllowedAncestors:0", portal.Origin)]);
        var embedPage = await chromium.NewPageAsync();
        await embedPage.GotoAsync(new Uri(app.Address, "/boards/default/embed").ToString());
        var listener = await embedPage.Locator("#listener").TextContentAsync();
        await embedPage.Context.CloseAsync();

        // The board's own script is left out: the messages are the test's.
        var (page, _) = await OpenAsync(portal, app, "/embed/default", more: $"<iframe srcdoc='' height=600></iframe><script>{listener}</script>", isScriptless: true);
        var board = page.Frames.Single(frame => frame.Url.StartsWith(app.Address.ToString(), StringComparison.Ordinal));
        var stranger = page.Frames.Single(frame => frame.Url is "about:srcdoc");

        const string Post = "data => parent.postMessage(data, '*')";
        await page.EvaluateAsync("addEventListener('message', event => window.last = event.data.type)");
        await stranger.EvaluateAsync(Post, new { type = "aggregator:height", height = 999 });
        await stranger.EvaluateAsync(Post, new { type = "end of the stranger's" });
        await page.WaitForFunctionAsync("window.last === \"end of the stranger's\"");
        Assert.Equal(["600", "600"], await HeightsAsync(page));

        await board.EvaluateAsync(Post, new { type = "something else", height = 998 });
        await board.EvaluateAsync(Post, new { type = "aggregator:height", height = 431.2 });
        await page.WaitForFunctionAsync("window.last === 'aggregator:height'");
        Assert.Equal(["432", "600"], await HeightsAsync(page));
        await page.Context.CloseAsync();
    }

    private static async Task<string[]> HeightsAsync(IPage page) =>
        await page.EvaluateAsync<string[]>("[...document.querySelectorAll('iframe')].map(frame => frame.height)");

    private async Task<(IPage Page, List<string> Complaints)> OpenAsync(
        Portal portal, WebApp app, string path, string attributes = "", string more = "", bool isScriptless = false, Action<IResponse>? onResponse = null)
    {
        portal.Html = $"""<iframe src="{new Uri(app.Address, path)}" width="800" height="600" {attributes}></iframe>{more}""";
        var page = await chromium.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Response += (_, response) => onResponse?.Invoke(response);
        if (isScriptless)
        {
            await page.RouteAsync("**/js/*", route => route.AbortAsync());
        }

        await page.GotoAsync(portal.Origin);
        return (page, complaints);
    }

    /// <summary>A page of another origin.</summary>
    private sealed class Portal : IAsyncDisposable
    {
        private readonly RawServer _server;

        public Portal() => _server = new RawServer
        {
            Rest = connection => Answer.Status(200, $"<!DOCTYPE html><title>Portal</title><link rel=icon href=data:,>{Html}", "Content-Type: text/html; charset=utf-8")(connection),
        };

        public string Html { get; set; } = "";

        public string Origin => _server.Url.GetLeftPart(UriPartial.Authority);

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}
