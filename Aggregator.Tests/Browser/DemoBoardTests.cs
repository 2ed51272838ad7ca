using System.Globalization;
using System.Text.RegularExpressions;
using Aggregator.Tests.Support;
using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>What a person sees who has just started the application for the first time.</summary>
public sealed partial class DemoBoardTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task DemoBoard_InChromium_ShowsResultAndProcessingTime(ColorScheme colorScheme)
    {
        var page = await chromium.NewPageAsync(new() { ColorScheme = colorScheme, ViewportSize = new() { Width = 1000, Height = 790 }, DeviceScaleFactor = 2 });
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.RequestFailed += (_, request) => complaints.Add($"{request.Url} failed");

        await using var app = WebApp.Start();
        var response = await page.GotoAsync(app.Address.ToString());
        Assert.Equal(200, response?.Status);

        var headlines = await page.Locator(".headline").AllInnerTextsAsync();
        Assert.Matches(@"^Result:\s+[01]\.\d\d$", headlines[0]);
        var seconds = double.Parse(ProcessingTime().Match(headlines[1]).Groups["seconds"].Value, CultureInfo.InvariantCulture);

        // As long as the slower API takes, and less than both take one after another.
        Assert.InRange(seconds, 2.0, 2.99);
        Assert.Equal(["API A", "API B"], (await page.Locator(".card h2").AllInnerTextsAsync()).Order(StringComparer.Ordinal));

        // Bootstrap's styles and ours are both there, under a Content-Security-Policy that complains about nothing.
        Assert.Equal("0px", await page.Locator("body").EvaluateAsync<string>("e => getComputedStyle(e).margin"));
        Assert.Equal("grid", await page.Locator("[part=cards]").EvaluateAsync<string>("e => getComputedStyle(e).display"));
        Assert.Empty(complaints);

        await Screenshot.TakeAsync(page, $"demo-board-{(colorScheme == ColorScheme.Dark ? "dark" : "light")}", isWhole: false);

        await page.Context.CloseAsync();
    }

    [GeneratedRegex(@"^Processing time:\s+(?<seconds>\d\.\d\d) s$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProcessingTime();
}
