using Aggregator.Tests.Support;
using Microsoft.Playwright;
using static Aggregator.Tests.Browser.LiveBoard;

namespace Aggregator.Tests.Browser;

/// <summary>A framed board tells the page around it how high it is.</summary>
public sealed class HeightTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Allowed = "Aggregator:Embedding:AllowedAncestors:0";

    [Theory]
    [InlineData("localhost", "localhost")]
    [InlineData("portal.localhost", "*.localhost")]
    public async Task Embed_PortalThatMayFrameIt_IsToldTheHeightAndWhenItChanges(string host, string allowed)
    {
        var address = "";
        await using var portal = Portal(() => address);
        await using var board = await PrepareAsync(chromium, settings: (Allowed, $"http://{allowed}:{portal.Port}"));
        address = new Uri(board.Proxy.Address, "embed/default").ToString();

        board.Give("1", "2");
        await board.Page.GotoAsync($"http://{host}:{portal.Port}/");
        var frame = board.Page.Frames[1];
        await Expect(frame.Locator("[slot=closing]")).ToBeVisibleAsync();
        await UntilHeightIsAsync(board.Page, await HeightAsync(frame));

        foreach (var width in new[] { 200, 900 })
        {
            await board.Page.Locator("iframe").EvaluateAsync("(frame, width) => frame.width = width", width);
            await frame.EvaluateAsync(
                "width => new Promise(done => { const look = () => innerWidth === width && done(); addEventListener('resize', look); look(); })", width);
            await UntilHeightIsAsync(board.Page, await HeightAsync(frame));
        }

        Assert.True(await board.Page.EvaluateAsync<bool>("new Set(heights).size >= 3 && heights.every(Number.isInteger)"));
        Assert.Empty(board.Complaints);
    }

    [Fact]
    public async Task Page_Framed_TellsNothing()
    {
        var address = "";
        await using var portal = Portal(() => address);
        await using var board = await PrepareAsync(chromium, settings: (Allowed, $"http://localhost:{portal.Port}"));
        address = board.Proxy.Address.ToString();

        board.Give("1", "2");
        await board.Page.GotoAsync($"http://localhost:{portal.Port}/");
        await Expect(board.Page.Frames[1].Locator("[slot=closing]")).ToBeVisibleAsync();
        Assert.Equal(0, await board.Page.EvaluateAsync<int>("heights.length"));
    }

    [Theory]
    [InlineData("https://portal.example.com", "https://portal.example.com", "https://portal.example.com")]
    [InlineData("https://portal.example.com", "https://other.example.com", "")]
    [InlineData("https://portal.example.com", "http://portal.example.com", "")]
    [InlineData("https://portal.example.com", "https://portal.example.com:8443", "")]
    [InlineData("https://*.example.com:8443", "https://a.b.example.com:8443", "https://a.b.example.com:8443")]
    [InlineData("https://*.example.com", "https://example.com", "")]
    [InlineData("https://*.example.com", "https://bad-example.com", "")]
    [InlineData("https://*.example.com", "null", "")]
    [InlineData("https://*.example.com https://one.example.net http://two.example.net:81", null, "https://one.example.net http://two.example.net:81")]
    public async Task Targets_FramingPage_AreOnlyThoseThatAreAllowed(string allowed, string? framing, string targets)
    {
        await using var app = WebApp.Start(Boards.Quick);
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, "boards/nope").ToString());

        Assert.Equal(targets, await page.EvaluateAsync<string>(
            "async ([allowed, framing]) => (await import('/js/frame.js')).targets(allowed.split(' '), framing).join(' ')", new[] { allowed, framing }));
        await page.Context.CloseAsync();
    }

    /// <summary>A page elsewhere that frames the board and notes what it is told.</summary>
    private static RawServer Portal(Func<string> board) => new()
    {
        Rest = connection => connection.Request.StartsWith("GET / ", StringComparison.Ordinal)
            ? Answer.Status(
                200,
                $$"""
                <!DOCTYPE html><title>Portal</title><link rel="icon" href="data:,">
                <script>
                  window.heights = [];
                  addEventListener("message", e => e.origin === new URL("{{board()}}").origin && e.data.type === "aggregator:height" && heights.push(e.data.height));
                </script>
                <iframe src="{{board()}}" width="600" height="300"></iframe>
                """,
                "Content-Type: text/html")(connection)
            : Answer.Status(404)(connection),
    };

    private static Task<int> HeightAsync(IFrame frame) => frame.EvaluateAsync<int>("Math.ceil(document.documentElement.getBoundingClientRect().height)");

    private static async Task UntilHeightIsAsync(IPage page, int height) =>
        await page.WaitForFunctionAsync("height => heights.at(-1) === height", height, new() { Timeout = 20_000 });
}
