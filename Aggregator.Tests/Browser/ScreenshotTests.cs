using Aggregator.Tests.Support;
using Aggregator.Tests.Web;
using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>
/// The page in every state. Each fits its screen; with <c>AGGREGATOR_SCREENSHOTS</c> set to a folder, a picture of each is written there.
/// </summary>
public sealed class ScreenshotTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly (string Title, Func<RawConnection, Task>[] Plan)[] Numbers =
    [
        ("Shop", [Answer.Json("812.5")]),
        ("Phone", [Answer.Json("96.25")]),
        ("Partners", [Answer.Status(503), Answer.Json("408")]),
        ("Marketplace", [Answer.Json("1190.4")]),
    ];

    private static readonly (string Title, Func<RawConnection, Task>[] Plan)[] Objects =
    [
        ("Weather", [Answer.Json("""{"temperature":7.5,"sky":"overcast","wind":{"speed":14,"from":"NW"}}""")]),
        ("Tide", [Answer.Json("""{"high":"11:42","low":"17:58","level":2.31}""")]),
        ("Harbour", [Answer.Json("""{"ships":["Aurora","Brise"],"pilots":4,"berths":12}""")]),
    ];

    [Theory]
    [InlineData("complete", 1000, ColorScheme.Light)]
    [InlineData("complete-dark", 1000, ColorScheme.Dark)]
    [InlineData("complete-320", 320, ColorScheme.Light)]
    [InlineData("complete-wall", 1920, ColorScheme.Dark)]
    public Task Page_AllSourcesOk_FitsTheScreen(string name, int width, ColorScheme colorScheme) =>
        ShowAsync(name, width, new() { ColorScheme = colorScheme }, "/", new ShownBoard("Orders today", Numbers), ("Combine", "Sum"), ("Format", "0.00"), ("Unit", "EUR"));

    [Theory]
    [InlineData("values", 1000, ColorScheme.Light)]
    [InlineData("values-dark", 1400, ColorScheme.Dark)]
    [InlineData("values-320", 320, ColorScheme.Light)]
    [InlineData("values-wall", 2560, ColorScheme.Light)]
    public Task Page_ValuesOfAllKinds_FitTheScreen(string name, int width, ColorScheme colorScheme) =>
        ShowAsync(name, width, new() { ColorScheme = colorScheme }, "/", new ShownBoard("This morning", Kinds.Values));

    [Theory]
    [InlineData("levels", 1000, ColorScheme.Light, ForcedColors.None, Media.Screen)]
    [InlineData("levels-dark", 1000, ColorScheme.Dark, ForcedColors.None, Media.Screen)]
    [InlineData("levels-320", 320, ColorScheme.Light, ForcedColors.None, Media.Screen)]
    [InlineData("levels-forced-colors", 1000, ColorScheme.Light, ForcedColors.Active, Media.Screen)]
    [InlineData("levels-print", 1000, ColorScheme.Light, ForcedColors.None, Media.Print)]
    public async Task Page_ValuesWithLevels_FitTheScreen(string name, int width, ColorScheme colorScheme, ForcedColors forcedColors, Media media)
    {
        await using var board = new ShownBoard("Levels", [.. Numbers, .. Kinds.Errors.Take(1)]);
        (string, string)[] ofTheResult =
            [("Aggregator:Boards:default:Combine", "Average"), ("Aggregator:Boards:default:Weights:s0", "2"), ("Aggregator:Boards:default:Format", "0.0"), ("Aggregator:Boards:default:Warning", "500")];
        await using var app = WebApp.Start([.. board.Settings, .. Enumerable.Range(0, 4).SelectMany(Thresholds), .. ofTheResult]);
        var page = await NewPageAsync(width, new() { ColorScheme = colorScheme, ForcedColors = forcedColors });
        await page.EmulateMediaAsync(new() { Media = media });
        board.LetGo();

        await page.GotoAsync(app.Address.ToString());

        string[] expected = ["value critical", "value ok", "value warning", "value critical"];
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], (await page.Locator($".card[slot=source-s{i}] .level").TextContentAsync())?.Trim());
        }

        Assert.Equal("value warning", (await page.Locator(".summary .level").TextContentAsync())?.Trim());
        await CheckAsync(page, name);
        await page.Context.CloseAsync();

        static IEnumerable<(string Key, string Value)> Thresholds(int source) =>
            new[] { ("Format", "0.0"), ("Unit", "orders/h"), ("Warning", "400"), ("Critical", "800") }.Select(option => ($"Aggregator:Sources:s{source}:Display:{option.Item1}", option.Item2));
    }

    [Theory]
    [InlineData("parameters", 1000, "/?city=Basel", ColorScheme.Light, ForcedColors.None, Media.Screen)]
    [InlineData("parameters-dark", 1000, "/?city=Paris", ColorScheme.Dark, ForcedColors.None, Media.Screen)]
    [InlineData("parameters-320", 320, "/", ColorScheme.Light, ForcedColors.None, Media.Screen)]
    [InlineData("parameters-embed-320", 320, "/embed/default", ColorScheme.Dark, ForcedColors.None, Media.Screen)]
    [InlineData("parameters-forced-colors", 1000, "/", ColorScheme.Light, ForcedColors.Active, Media.Screen)]
    [InlineData("parameters-print", 1000, "/", ColorScheme.Light, ForcedColors.None, Media.Print)]
    [InlineData("parameters-how-to-embed", 1000, "/boards/default/embed", ColorScheme.Light, ForcedColors.None, Media.Screen)]
    public async Task Page_ThatLetsChoose_FitsTheScreen(string name, int width, string path, ColorScheme colorScheme, ForcedColors forcedColors, Media media)
    {
        await using var server = new RawServer { Rest = Answer.Json("""{"value":7}""") };
        await using var app = WebApp.Start(
            [.. ParameterSettings.Of(server), ("Aggregator:Boards:default:Parameters:city:Values:3", $"A place whose name is longer than any screen is wide: {new string('x', 100)}")]);
        var page = await NewPageAsync(width, new() { ColorScheme = colorScheme, ForcedColors = forcedColors });
        await page.EmulateMediaAsync(new() { Media = media });

        await page.GotoAsync(new Uri(app.Address, path).ToString());

        Assert.True(await page.GetByLabel("City").IsVisibleAsync());
        await CheckAsync(page, name);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("result-object", 1000, "/")]
    [InlineData("result-object-320", 320, "/")]
    [InlineData("result-object-embed", 700, "/embed/default?theme=dark")]
    public Task Page_ResultThatIsAnObject_FitsTheScreen(string name, int width, string path) =>
        ShowAsync(name, width, new(), path, new ShownBoard("Port", Objects), ("Combine", "Merge"));

    [Theory]
    [InlineData("errors", 1000, ColorScheme.Light)]
    [InlineData("errors-dark", 1000, ColorScheme.Dark)]
    [InlineData("errors-320", 320, ColorScheme.Light)]
    public Task Page_EveryKindOfError_FitsTheScreen(string name, int width, ColorScheme colorScheme) =>
        ShowAsync(name, width, new() { ColorScheme = colorScheme }, "/", new ShownBoard("A bad day", [.. Numbers.Take(1), .. Kinds.Errors]), ("Combine", "Sum"));

    [Theory]
    [InlineData("failed", 1000)]
    [InlineData("failed-320", 320)]
    public Task Page_EverythingFailed_FitsTheScreen(string name, int width) =>
        ShowAsync(name, width, new(), "/", new ShownBoard("A very bad day", [.. Kinds.Errors.Take(2)]), ("Combine", "Sum"));

    [Theory]
    [InlineData("print", Media.Print, ForcedColors.None)]
    [InlineData("forced-colors", Media.Screen, ForcedColors.Active)]
    public Task Page_OtherMedia_FitThem(string name, Media media, ForcedColors forcedColors) => ShowAsync(
        name, 1000, new() { ColorScheme = ColorScheme.Dark, ForcedColors = forcedColors }, "/", new ShownBoard("Orders today", [.. Numbers, .. Kinds.Errors.Take(2), .. Kinds.Values.Skip(4).Take(3)]), media);

    [Theory]
    [InlineData("details", 1000)]
    [InlineData("details-320", 320)]
    public async Task Page_EverythingUnfolded_FitsTheScreen(string name, int width)
    {
        await using var board = new ShownBoard("Unfolded", [.. Kinds.Values, .. Kinds.Errors.Take(2)]);
        await using var app = WebApp.Start([.. board.Settings, ("Aggregator:Boards:default:Combine", "Concat")]);
        var page = await NewPageAsync(width, new());
        board.LetGo();
        await page.GotoAsync(app.Address.ToString());

        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");

        await CheckAsync(page, name);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("loading", 1000)]
    [InlineData("loading-320", 320)]
    public async Task Page_WhileItLoads_FitsTheScreen(string name, int width)
    {
        await using var board = new ShownBoard("Orders today", Numbers);
        await using var app = WebApp.Start([.. board.Settings]);
        var page = await NewPageAsync(width, new());

        await page.GotoAsync(app.Address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        board.LetGo(1);
        await page.Locator(".card").WaitForAsync();

        await CheckAsync(page, name);
        board.LetGo();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("empty", "/")]
    [InlineData("unknown-board", "/boards/nope")]
    [InlineData("not-found", "/nope")]
    [InlineData("how-to-embed", "/boards/default/embed")]
    public async Task Page_OtherThanABoard_FitsTheScreen(string name, string path)
    {
        await using var app = WebApp.Start(("Aggregator:Demo:Enabled", name is "empty" ? "false" : "true"));
        var page = await NewPageAsync(1000, new());
        await page.GotoAsync(new Uri(app.Address, path).ToString());
        await CheckAsync(page, name);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("boards", 1000, ColorScheme.Light)]
    [InlineData("boards-dark", 1000, ColorScheme.Dark)]
    [InlineData("boards-320", 320, ColorScheme.Light)]
    public async Task Page_ListOfBoards_FitsTheScreen(string name, int width, ColorScheme colorScheme)
    {
        await using var board = new ShownBoard("Orders today", [.. Numbers, .. Kinds.Errors.Take(1)]);
        await using var app = WebApp.Start(
        [
            .. board.Settings,
            ("Aggregator:Boards:default:Combine", "Sum"),
            ("Aggregator:Boards:default:Warning", "1000"),
            ("Aggregator:Boards:numbers:Title", "Numbers only, under a title that is longer than a narrow screen is wide"),
            ("Aggregator:Boards:numbers:Sources:0", "s0"),
            ("Aggregator:Boards:errors:Title", "Errors"),
            ("Aggregator:Boards:errors:Sources:0", "s4"),
            ("Aggregator:Boards:later:Title", "Later"),
            ("Aggregator:Boards:later:Sources:0", "s1"),
        ]);
        board.LetGo();
        using var client = app.CreateClient();
        foreach (var ran in new[] { "default", "numbers", "errors" })
        {
            using var answer = await client.GetAsync($"/api/boards/{ran}", TestContext.Current.CancellationToken);
        }

        var page = await NewPageAsync(width, new() { ColorScheme = colorScheme });
        await page.GotoAsync(new Uri(app.Address, "/boards").ToString());

        Assert.Equal(["partial", "failed", "not run yet", "complete"], (await page.Locator(".boards .look").AllTextContentsAsync()).Select(word => word.Trim()));
        await CheckAsync(page, name);
        await page.Context.CloseAsync();
    }

    private Task ShowAsync(string name, int width, BrowserNewContextOptions options, string path, ShownBoard board, params (string Key, string Value)[] settings) =>
        ShowAsync(name, width, options, path, board, Media.Screen, settings);

    private async Task ShowAsync(
        string name, int width, BrowserNewContextOptions options, string path, ShownBoard board, Media media, params (string Key, string Value)[] settings)
    {
        await using var itsServers = board;
        await using var app = WebApp.Start([.. board.Settings, .. settings.Select(setting => ($"Aggregator:Boards:default:{setting.Key}", setting.Value))]);
        var page = await NewPageAsync(width, options);
        await page.EmulateMediaAsync(new() { Media = media });
        board.LetGo();

        await page.GotoAsync(new Uri(app.Address, path).ToString());

        Assert.Equal(board.Count, await page.Locator(".card").CountAsync());
        await CheckAsync(page, name);
        await page.Context.CloseAsync();
    }

    private async Task<IPage> NewPageAsync(int width, BrowserNewContextOptions options)
    {
        options.ViewportSize = new() { Width = width, Height = width >= 1800 ? width * 9 / 16 : 700 };
        return await chromium.NewPageAsync(options);
    }

    private static async Task CheckAsync(IPage page, string name)
    {
        await Screenshot.TakeAsync(page, name, isWhole: true);

        // Nothing is wider than the screen.
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }
}
