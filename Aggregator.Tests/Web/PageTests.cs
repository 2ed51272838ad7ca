using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web;

public sealed class PageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_DemoLikeBoard_ShowsResultTimeCardsAndWaterfall()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var (page, response) = await OpenAsync(app, "/?stream=off");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("✓ Two APIs: 2 of 2 sources", page.Title);
        Assert.Matches(@"^Result: [01]\.\d\d$", Text(page, ".headline"));
        Assert.Matches(@"^Processing time: \d\.\d\d s$", Text(page, ".headline", 1));
        Assert.Matches(@"^\d\.\d\d s one after another, \d\.\d\d s saved by asking at once$", Text(page, ".summary > .foot"));
        Assert.Equal("", page.QuerySelector("header a")?.GetAttribute("href"));
        Assert.Equal(["API A", "API B"], page.QuerySelectorAll(".card h2").Select(heading => heading.TextContent));
        Assert.Equal(["API A", "API B"], page.QuerySelectorAll("tbody th").Select(heading => heading.TextContent));
        Assert.Matches(@"^2 of 2 sources in \d\.\d\d s at \d\d:\d\d:\d\d UTC$", Text(page, "[part=closing]"));
        Assert.Equal("/api/boards/default", page.QuerySelector("footer a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task Page_ByItsName_IsTheSameBoard()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var (page, _) = await OpenAsync(app, "/boards/DEFAULT");
        Assert.Equal("Two APIs", Text(page, "h1"));
    }

    [Fact]
    public async Task Page_OneSourceMissing_SaysWhatHappenedAndShowsTheRest()
    {
        await using var app = WebApp.Start(Boards.WithOneBroken);
        var (page, response) = await OpenAsync(app, "/?stream=off");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("! Two APIs: 2 of 3 sources", page.Title);
        Assert.Equal("The answer has no value at the selected place.", Text(page, ".card:nth-child(3) p"));
        Assert.Equal("value-missing", Text(page, ".card:nth-child(3) code"));
        Assert.Equal(2, page.QuerySelectorAll(".card .value").Length);
    }

    [Fact]
    public async Task Page_AllSourcesMissing_IsStillAPage()
    {
        await using var app = WebApp.Start(Boards.WithOneBroken);
        var (page, response) = await OpenAsync(app, "/boards/broken?stream=off");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("failed: 0 of 1 source", Text(page, "section .look"));
    }

    [Fact]
    public async Task Page_CombinerFedWithText_SaysSoInPlaceOfTheResult()
    {
        await using var app = WebApp.Start(
            ("Aggregator:Sources:api-a:Url", "/demo/random"),
            ("Aggregator:Boards:default:Sources:0", "api-a"),
            ("Aggregator:Boards:default:Combine", "Sum"));
        var (page, _) = await OpenAsync(app, "/?stream=off");
        Assert.EndsWith("Sum needs numbers, and api-a answered with an object.", Text(page, ".headline"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_UnknownBoard_Is404AndListsTheBoards()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var (page, response) = await OpenAsync(app, "/boards/nope");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("No such board", Text(page, "h1"));
        Assert.Equal("/boards/default", page.QuerySelector("li a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task Page_OfOneOfSeveralBoards_LeadsToTheOthers()
    {
        await using var app = WebApp.Start(Boards.WithOneBroken);
        var (page, _) = await OpenAsync(app, "/?stream=off");
        Assert.Equal("/boards", page.QuerySelectorAll("footer a")[^1].GetAttribute("href"));

        var (list, response) = await OpenAsync(app, "/boards");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["/boards/broken", "/boards/default"], list.QuerySelectorAll("li a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Page_OfTheOnlyBoard_LeadsToNoOther()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var (page, _) = await OpenAsync(app, "/?stream=off");
        Assert.Equal(2, page.QuerySelectorAll("footer a").Length);
    }

    [Fact]
    public async Task Page_NoBoardOfThatNameAtTheStart_ListsTheBoards()
    {
        await using var app = WebApp.Start(("Aggregator:Sources:a:Url", "/demo/random"), ("Aggregator:Boards:mine:Sources:0", "a"));
        var (page, response) = await OpenAsync(app, "/?stream=off");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("/boards/mine", page.QuerySelector("li a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task Page_ProductionWithoutSources_SaysHowToAddOne()
    {
        await using var app = WebApp.StartInProduction();
        var (page, response) = await OpenAsync(app, "/?stream=off");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("No sources yet", Text(page, "h1"));
        Assert.Contains("\"Sources\"", Text(page, "pre"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_UnknownAddress_Is404ForPeople()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var (page, response) = await OpenAsync(app, "/nope");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("Not Found", Text(page, "h1"));
    }

    internal static string Text(IDocument page, string selector, int index = 0) =>
        string.Join(' ', page.QuerySelectorAll(selector)[index].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<(IDocument Page, HttpResponseMessage Response)> OpenAsync(WebApp app, string path)
    {
        using var client = app.CreateClient();
        var response = await client.GetAsync(path, Cancel);
        var html = await response.Content.ReadAsStringAsync(Cancel);
        return (await BrowsingContext.New().OpenAsync(request => request.Content(html), Cancel), response);
    }
}
