using System.Text.RegularExpressions;
using Aggregator.Tests.Support;
using Aggregator.Tests.Web;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>The form with which people choose what a board shows.</summary>
public sealed class ParameterFormTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("/?theme=dark&refresh=30", true)]
    [InlineData("/?theme=dark&refresh=30&stream=off", false)]
    [InlineData("/embed/default?theme=dark&refresh=30", true)]
    public async Task Form_ByKeyboardAlone_ShowsWhatIsChosenAndKeepsTheRest(string path, bool hasScripts)
    {
        await using var server = new RawServer { Rest = Answer.Json("""{"value":7}""") };
        await using var app = WebApp.Start(ParameterSettings.Of(server));
        var page = await chromium.NewPageAsync(new() { JavaScriptEnabled = hasScripts });
        await page.GotoAsync(new Uri(app.Address, path).ToString());

        // A browser passes over keys until it has drawn the page once; a picture makes it draw.
        await page.ScreenshotAsync();
        await page.GetByLabel("City").FocusAsync();
        await Assertions.Expect(page.GetByLabel("City")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByLabel("City")).ToHaveValueAsync("Basel");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("input[name=text]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("a & b");
        await Assertions.Expect(page.Locator("input[name=text]")).ToHaveValueAsync("a & b");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("city=Basel", StringComparison.Ordinal));

        var query = QueryHelpers.ParseQuery(new Uri(page.Url).Query);
        Assert.Equal(("Basel", "a & b", "dark", "30"), (query["city"].ToString(), query["text"].ToString(), query["theme"].ToString(), query["refresh"].ToString()));
        Assert.Equal("Basel", await page.GetByLabel("City").InputValueAsync());
        Assert.Equal("/items/Basel/a%20%26%20b/7?lang=en&q=a%20%26%20b", ParameterSettings.Calls(server).Last());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Refresh_OfWhatIsChosen_AsksForTheSame()
    {
        await using var server = new RawServer { Rest = Answer.Json("""{"value":7}""") };
        await using var app = WebApp.Start(ParameterSettings.Of(server));
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, "/?city=Basel&text=%22%3Cb%3E%26").ToString());

        // The time between two refreshes that is chosen meanwhile is kept, too.
        await page.Locator("a[data-every='300']").ClickAsync();
        await page.RunAndWaitForResponseAsync(() => page.Locator("a[data-action=refresh]").ClickAsync(), answer => answer.Url.Contains("/events?", StringComparison.Ordinal) && answer.Status == 200);
        await page.GetByText("Refresh", new() { Exact = true }).WaitForAsync();

        Assert.Equal([ParameterSettings.Calls(server).First(), "/items/Basel/%22%3Cb%3E%26/7?lang=en&q=%22%3Cb%3E%26"], ParameterSettings.Calls(server));
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("?refresh=300&city=Basel&text=%22%3Cb%3E%26", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Refresh_OfWhatCannotBeChosenAnyMore_SaysSoAndShowsTheDefault()
    {
        await using var server = new RawServer { Rest = Answer.Json("7") };
        var settings = new LiveSettings(ParameterSettings.Section(server, "Bern", "Basel"));
        await using var app = WebApp.StartOn(settings);
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(new Uri(app.Address, "/?city=Basel").ToString());
        await page.GetByText("Refresh", new() { Exact = true }).WaitForAsync();

        settings.Change(ParameterSettings.Section(server, "Bern", "Chur"));
        await app.UntilAsync(inForce => inForce.Find("default")!.Parameters[0].Allows("Chur"));
        await page.Locator("a[data-action=refresh]").ClickAsync();

        await page.GetByText("City=Basel is not possible: it is Bern or Chur; Bern is shown.").WaitForAsync();
        Assert.Equal("Bern", await page.GetByLabel("City").InputValueAsync());
        await page.GetByText("1 of 1 source in").WaitForAsync();
        Assert.StartsWith("GET /Bern ", server.Requests[^1], StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("\" autofocus onfocus=alert(2) x=\"")]
    [InlineData("</title></script><script>alert(3)</script>")]
    [InlineData("{{constructor.constructor('alert(4)')()}}")]
    [InlineData("javascript:alert(5)\r\n<b>")]
    public async Task Form_HostileValue_IsText(string value)
    {
        await using var server = new RawServer { Rest = Answer.Json("""{"value":7}""") };
        await using var app = WebApp.Start(ParameterSettings.Of(server));
        var page = await chromium.NewPageAsync();
        var complaints = page.CollectComplaints();

        await page.GotoAsync(new Uri(app.Address, $"/?city={Uri.EscapeDataString(value)}&text={Uri.EscapeDataString(value)}").ToString());

        var isRefused = value.Contains('\r', StringComparison.Ordinal);
        Assert.Equal(isRefused ? "all" : value, await page.GetByLabel("Search for").InputValueAsync());
        Assert.Equal(isRefused ? 2 : 1, await page.GetByText("is not possible").CountAsync());
        Assert.Equal(0, await page.Locator("main img, main script, main b, [onerror], [onfocus], [autofocus]").CountAsync());
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/?city=Basel", 1000, ColorScheme.Light, ForcedColors.None)]
    [InlineData("/?city=Paris", 1000, ColorScheme.Dark, ForcedColors.None)]
    [InlineData("/", 320, ColorScheme.Light, ForcedColors.None)]
    [InlineData("/embed/default", 320, ColorScheme.Dark, ForcedColors.None)]
    [InlineData("/", 1000, ColorScheme.Light, ForcedColors.Active)]
    [InlineData("/boards/default/embed?city=Basel", 1000, ColorScheme.Light, ForcedColors.None)]
    public async Task Axe_BoardWithParameters_FindsNothing(string path, int width, ColorScheme colorScheme, ForcedColors forcedColors)
    {
        await using var server = new RawServer { Rest = Answer.Json("""{"value":7}""") };
        await using var app = WebApp.Start(ParameterSettings.Of(server));
        var page = await chromium.NewPageAsync(new() { ColorScheme = colorScheme, ForcedColors = forcedColors, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = 700 } });
        await page.GotoAsync(new Uri(app.Address, path).ToString());

        await page.AssertAxeFindsNothingAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/", 1000)]
    [InlineData("/embed/default", 320)]
    public async Task Page_WithAForm_NothingMovesAndRowsAreNoHigher(string path, int width)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer
        {
            Rest = async connection =>
            {
                await gate.Task.WaitAsync(connection.Stopping);
                await Answer.Json("""{"value":7}""")(connection);
            },
        };
        await using var app = WebApp.Start(ParameterSettings.Of(server));
        var page = await chromium.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 1400 } });
        await page.WatchShiftsAsync();
        await page.GotoAsync(new Uri(app.Address, path).ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).WaitForAsync();

        gate.SetResult();

        await page.GetByRole(AriaRole.Rowheader, new() { NameRegex = new("^Items ?, after Login$", RegexOptions.None, TimeSpan.FromSeconds(1)) }).WaitForAsync();
        await page.AssertNothingMovedAsync();
        var heights = await page.EvaluateAsync<float[]>("[...document.querySelectorAll('.waterfall tbody tr')].map(row => row.getBoundingClientRect().height)");
        Assert.Equal(heights[0], heights[1]);
        await page.Context.CloseAsync();
    }
}
