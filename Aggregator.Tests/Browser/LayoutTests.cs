using System.IO.Compression;
using Aggregator.Tests.Support;
using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>How the page arrives: nothing jumps, everything is in its place, little is sent, and all of it from here.</summary>
public sealed class LayoutTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>Listens for what a Content-Security-Policy refuses, before the page begins.</summary>
    private const string Watch =
        """
        window.refused = [];
        document.addEventListener('securitypolicyviolation', violation => refused.push(violation.blockedURI));
        """;

    [Theory]
    [InlineData(320, "None")]
    [InlineData(320, "Sum")]
    [InlineData(500, "Merge")]
    [InlineData(800, "Count")]
    [InlineData(1000, "Concat")]
    [InlineData(1000, "First")]
    [InlineData(1920, "Sum")]
    public async Task Page_CardsArriveOneAfterAnother_NothingMoves(int width, string combine)
    {
        await using var board = new ShownBoard("Everything", [.. Kinds.Values, .. Kinds.Errors, .. Kinds.HostileTexts]);
        await using var app = WebApp.Start([.. board.Settings, .. Kinds.Levels, ("Aggregator:Boards:default:Combine", combine), ("Aggregator:Boards:default:Deadline", "00:00:30")]);
        var page = await chromium.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 1200 } });
        await page.WatchShiftsAsync();
        await page.GotoAsync(app.Address.ToString(), new() { WaitUntil = WaitUntilState.Commit });

        // Every third first, from the end: in no order that the page has.
        var order = Enumerable.Range(0, board.Count).Reverse().OrderBy(i => i % 3).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            board.LetGo(order[i]);
            await page.Locator($".card[slot=source-s{order[i]}]").WaitForAsync();
        }

        await page.GetByRole(AriaRole.Table, new() { Name = "Where the time went" }).WaitForAsync();
        await page.AssertNothingMovedAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(false, "/")]
    [InlineData(false, "/?stream=off")]
    [InlineData(true, "/embed/default")]
    public async Task Page_WithoutScripts_ShowsEverythingInTheConfiguredOrder(bool isFramed, string path)
    {
        await using var board = new ShownBoard("Three", Kinds.Values[..3]);
        var frame = "";
        await using var portal = new RawServer { Rest = connection => Answer.Status(200, frame, "Content-Type: text/html")(connection) };
        await using var app = WebApp.Start(
            [.. board.Settings, ("Aggregator:Boards:default:Combine", "Count"), ("Aggregator:Embedding:AllowedAncestors:0", portal.Url.GetLeftPart(UriPartial.Authority))]);
        frame = $"<iframe sandbox=\"\" width=900 height=900 src=\"{new Uri(app.Address, path)}\"></iframe>";
        var page = await chromium.NewPageAsync(new() { JavaScriptEnabled = false });

        var opening = page.GotoAsync(isFramed ? portal.Url.ToString() : new Uri(app.Address, path).ToString());
        board.LetGo(2);
        board.LetGo(0);
        board.LetGo(1);
        await opening;

        var shown = isFramed ? page.FrameLocator("iframe").Locator(":root") : page.Locator(":root");
        var tops = new List<(float Y, float X)>();
        foreach (var title in Kinds.Values[..3].Select(kind => kind.Title))
        {
            var box = (await shown.Locator(".card", new() { HasText = title }).BoundingBoxAsync())!;
            tops.Add((box.Y, box.X));
        }

        Assert.Equal(tops.Order(), tops);
        Assert.True(await shown.GetByText("running").IsVisibleAsync());
        Assert.Matches(@"^Result:\s+3$", await shown.Locator(".headline").First.InnerTextAsync());
        Assert.Equal(3, await shown.Locator(".waterfall tbody tr").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Page_WithEverythingItNeeds_IsLightAndComesFromHereAlone()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var page = await chromium.NewPageAsync();
        var elsewhere = new List<string>();
        var sizes = new List<Task<(string Url, int Bytes)>>();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Port != app.Address.Port)
            {
                elsewhere.Add(request.Url);
            }
        };
        page.RequestFinished += (_, request) => sizes.Add(SizeAsync(request));

        await page.GotoAsync(app.Address.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.Empty(elsewhere);
        var own = (await Task.WhenAll(sizes)).Where(size => !size.Url.Contains("/lib/", StringComparison.Ordinal)).ToList();
        Assert.Contains(own, size => size.Url.Contains("/css/aggregator.", StringComparison.Ordinal));
        Assert.Contains(own, size => size.Url.Contains("/js/board.", StringComparison.Ordinal));
        var sum = own.Sum(size => size.Bytes);
        Assert.True(sum < 30_000, string.Join('\n', own));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?stream=off")]
    [InlineData("/embed/default")]
    public async Task Page_HostileText_IsShownAsText(string path)
    {
        await using var board = new ShownBoard("Hostile", Kinds.HostileTexts);
        await using var app = WebApp.Start([.. board.Settings, ("Aggregator:Boards:default:Combine", "First")]);
        board.LetGo();
        var page = await chromium.NewPageAsync();
        var complaints = page.CollectComplaints();
        await page.AddInitScriptAsync(Watch);

        await page.GotoAsync(new Uri(app.Address, path).ToString());
        await AssertIsTextAsync(page, complaints);

        // The same as events, put into the page as a refresh does it.
        await page.EvaluateAsync(
            """
            () => new Promise(done => {
              const events = new EventSource(document.querySelector('.board').dataset.events);
              for (const name of ['source', 'result'])
                events.addEventListener(name, event => {
                  const pieces = document.createRange().createContextualFragment(JSON.parse(event.data));
                  for (const piece of [...pieces.children])
                    document.querySelector(`[slot=${piece.slot}]`).replaceWith(piece);
                  if (name === 'result') { events.close(); done(); }
                });
            })
            """);
        await AssertIsTextAsync(page, complaints);
        await page.Context.CloseAsync();
    }

    private static async Task AssertIsTextAsync(IPage page, List<string> complaints)
    {
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        Assert.Equal(0, await page.Locator(".board img, .board script, .board b, .board a, .board [onclick], .board [onload], .board [onerror]").CountAsync());
        var text = await page.Locator(".card[slot=source-s0]").InnerTextAsync();
        Assert.Contains("<script>alert(1)</script><img src=x onerror=alert(2)>", text, StringComparison.Ordinal);
        Assert.Contains("{{constructor", text, StringComparison.Ordinal);
        Assert.Contains("\uFFFD[31mred\uFFFD[0m one\uFFFD\uFFFDtwo \uFFFDturned\uFFFD un\uFFFDseen\uFFFD", text, StringComparison.Ordinal);
        var whole = await page.ContentAsync();
        Assert.DoesNotContain(whole, c => c is '\u001B' or '\u202E' or '\u202C' or '\u200B' or '\uFEFF');
        Assert.DoesNotContain(new string('x', 20_000), whole, StringComparison.Ordinal);
        Assert.Empty(await page.EvaluateAsync<string[]>("refused"));
        Assert.Empty(complaints);
    }

    /// <summary>Development sends style sheets and scripts as they are; what is published is compressed, and so is what is counted.</summary>
    private static async Task<(string Url, int Bytes)> SizeAsync(IRequest request)
    {
        var sizes = await request.SizesAsync();
        if (request.ResourceType is "document")
        {
            return (request.Url, sizes.ResponseBodySize + sizes.ResponseHeadersSize);
        }

        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(await (await request.ResponseAsync())!.BodyAsync());
        }

        return (request.Url, (int)compressed.Length + sizes.ResponseHeadersSize);
    }
}
