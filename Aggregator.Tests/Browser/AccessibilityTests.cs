using Aggregator.Tests.Support;
using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>The page for everyone: what axe finds, and what the keyboard reaches.</summary>
public sealed class AccessibilityTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static ShownBoard EveryKind => new("Everything", [.. Kinds.Values, .. Kinds.Errors]);

    [Theory]
    [InlineData("/")]
    [InlineData("/?theme=dark")]
    [InlineData("/?stream=off")]
    [InlineData("/?stream=off&theme=dark&refresh=60")]
    [InlineData("/?theme=neon")]
    [InlineData("/embed/default")]
    [InlineData("/embed/default?theme=dark&source=s16")]
    [InlineData("/boards/default/embed")]
    [InlineData("/boards")]
    [InlineData("/boards/nope")]
    [InlineData("/nope")]
    public async Task Axe_EveryPage_FindsNothing(string path)
    {
        await using var board = EveryKind;
        await using var app = Start(board);
        board.LetGo();
        var page = await chromium.NewPageAsync();

        await page.GotoAsync(new Uri(app.Address, path).ToString());

        await page.AssertAxeFindsNothingAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(320, ColorScheme.Light, ForcedColors.None, Media.Screen)]
    [InlineData(320, ColorScheme.Dark, ForcedColors.None, Media.Screen)]
    [InlineData(1000, ColorScheme.Light, ForcedColors.Active, Media.Screen)]
    [InlineData(1000, ColorScheme.Dark, ForcedColors.Active, Media.Screen)]
    [InlineData(1000, ColorScheme.Dark, ForcedColors.None, Media.Print)]
    [InlineData(1920, ColorScheme.Light, ForcedColors.None, Media.Screen)]
    public async Task Axe_EveryScreen_FindsNothingWhetherFoldedOrUnfolded(int width, ColorScheme colorScheme, ForcedColors forcedColors, Media media)
    {
        await using var board = EveryKind;
        await using var app = Start(board);
        board.LetGo();
        var page = await chromium.NewPageAsync(new()
        {
            ColorScheme = colorScheme, ForcedColors = forcedColors, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = 700 },
        });
        await page.EmulateMediaAsync(new() { Media = media });
        await page.GotoAsync(app.Address.ToString());

        await page.AssertAxeFindsNothingAsync();
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        await page.AssertAxeFindsNothingAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_WhileThePageLoads_FindsNothing(ColorScheme colorScheme)
    {
        await using var board = EveryKind;
        await using var app = Start(board);
        var page = await chromium.NewPageAsync(new() { ColorScheme = colorScheme, ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync(app.Address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await page.GetByText($"Asking {board.Count} sources").WaitForAsync();

        await page.AssertAxeFindsNothingAsync();

        board.LetGo();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(320, ColorScheme.Dark, ForcedColors.None)]
    [InlineData(1000, ColorScheme.Light, ForcedColors.Active)]
    public async Task Axe_ListOfBoardsThatHaveRun_FindsNothing(int width, ColorScheme colorScheme, ForcedColors forcedColors)
    {
        await using var board = EveryKind;
        await using var app = Start(board);
        board.LetGo();
        using (var client = app.CreateClient())
        using (await client.GetAsync("/api/boards/default", TestContext.Current.CancellationToken))
        {
            // Its answer does not matter here.
        }

        var page = await chromium.NewPageAsync(new() { ColorScheme = colorScheme, ForcedColors = forcedColors, ViewportSize = new() { Width = width, Height = 700 } });
        await page.GotoAsync(new Uri(app.Address, "/boards").ToString());

        Assert.Equal(1, await page.Locator("[data-aged]").CountAsync());
        await page.AssertAxeFindsNothingAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Axe_NoSourcesYet_FindsNothing()
    {
        await using var app = WebApp.Start(("Aggregator:Demo:Enabled", "false"));
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(app.Address.ToString());

        await page.AssertAxeFindsNothingAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?stream=off")]
    public async Task Tab_ThroughThePage_ReachesEverythingInReadingOrderWithVisibleFocus(string path)
    {
        await using var board = EveryKind;
        await using var app = Start(board);
        board.LetGo();
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, path).ToString());

        // Everything that can be worked, and what stands in it, by its place on the screen from top to bottom.
        var expected = await page.EvaluateAsync<int>("[...document.querySelectorAll('a[href], summary, button, select, input')].filter(e => e.offsetParent).length");
        var places = new List<(float Y, float X)>();
        for (var i = 0; i < expected; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focus = await page.EvaluateAsync<float[]>(
                """
                () => {
                  const style = getComputedStyle(document.activeElement), box = document.activeElement.getBoundingClientRect();
                  return [Math.round(box.top + scrollY), box.left, style.outlineStyle === 'solid' ? parseFloat(style.outlineWidth) : 0, box.height];
                }
                """);
            Assert.InRange(focus[2], 2, 4);
            Assert.True(focus[3] >= 24, $"The target is only {focus[3]} px high.");
            places.Add((focus[0], focus[1]));
        }

        Assert.Equal(expected, places.Distinct().Count());
        Assert.Equal(places.OrderBy(place => place.Y).ThenBy(place => place.X), places);

        // By keyboard alone, the last card unfolds and shows why there is no value.
        var last = page.Locator($".card[slot=source-s{board.Count - 1}]");
        await last.Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.True(await last.GetByText("empty", new() { Exact = true }).IsVisibleAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Waterfall_OnANarrowScreen_IsStillATable()
    {
        await using var board = EveryKind;
        await using var app = Start(board);
        board.LetGo();
        var page = await chromium.NewPageAsync(new() { ViewportSize = new() { Width = 320, Height = 700 } });
        await page.GotoAsync(app.Address.ToString());

        var waterfall = page.GetByRole(AriaRole.Table, new() { Name = "Where the time went" });
        Assert.Equal(board.Count, await waterfall.GetByRole(AriaRole.Rowheader).CountAsync());
        Assert.Equal(5, await waterfall.GetByRole(AriaRole.Columnheader).CountAsync());
        await page.Context.CloseAsync();
    }

    private static WebApp Start(ShownBoard board) => WebApp.Start([.. board.Settings, .. Kinds.Levels, ("Aggregator:Boards:default:Combine", "Concat")]);
}
