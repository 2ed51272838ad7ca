using Aggregator.Tests.Support;
using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>The page "Embed this board" in a real browser.</summary>
public sealed class EmbedPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EmbedPage_InChromium_PreviewsTheBoard(ColorScheme colorScheme)
    {
        await using var app = WebApp.Start(Boards.Quick);
        var page = await chromium.NewPageAsync(new() { ColorScheme = colorScheme });
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(new Uri(app.Address, "/boards/default/embed").ToString());

        await page.Locator("iframe").ScrollIntoViewIfNeededAsync();
        await page.FrameLocator("iframe").GetByText("Processing time:").WaitForAsync();
        Assert.Empty(complaints);

        if (Environment.GetEnvironmentVariable("AGGREGATOR_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var name = $"embed-page-{(colorScheme == ColorScheme.Dark ? "dark" : "light")}.png";
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name), FullPage = true });
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task CopyButton_Pressed_CopiesTheSnippetAndSaysSo()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var page = await chromium.NewPageAsync(new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await page.GotoAsync(new Uri(app.Address, "/boards/default/embed").ToString());

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the frame" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByText("Copied", new() { Exact = true }).WaitForAsync();

        Assert.Equal(await page.Locator("#frame").TextContentAsync(), await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task CopyButton_WithoutTheClipboard_SelectsTheSnippetAndCopiesIt()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var page = await chromium.NewPageAsync();

        // As on http: and another host than this machine.
        await page.AddInitScriptAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await page.GotoAsync(new Uri(app.Address, "/boards/default/embed").ToString());

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the setting" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByText("Copied", new() { Exact = true }).WaitForAsync();

        Assert.Equal(await page.Locator("#setting").TextContentAsync(), await page.EvaluateAsync<string>("getSelection().toString()"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Form_WithoutScripts_ShapesTheFrame()
    {
        await using var app = WebApp.Start(Boards.Quick);
        var page = await chromium.NewPageAsync(new() { JavaScriptEnabled = false });
        await page.GotoAsync(new Uri(app.Address, "/boards/default/embed").ToString());
        Assert.Equal(0, await page.Locator("button[data-copy]:visible").CountAsync());

        await page.GetByLabel("Theme").SelectOptionAsync("dark");
        await page.GetByLabel("Refresh by itself").SelectOptionAsync("30");
        await page.GetByLabel("Sources").SelectOptionAsync("api-a");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the frame" }).ClickAsync();

        await page.GetByText("?theme=dark&amp;source=api-a&amp;refresh=30\" title=\"Two APIs: API A\"").WaitForAsync();
        await page.Locator("iframe").ScrollIntoViewIfNeededAsync();
        await page.FrameLocator("iframe").GetByText("1 of 1 source in").WaitForAsync();
        await page.Context.CloseAsync();
    }
}
