using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>Pictures for people, where a folder for them is named.</summary>
internal static class Screenshot
{
    /// <summary>Writes a picture to the folder that <c>AGGREGATOR_SCREENSHOTS</c> names; without one, does nothing.</summary>
    public static async Task TakeAsync(IPage page, string name, bool isWhole)
    {
        if (Environment.GetEnvironmentVariable("AGGREGATOR_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = isWhole });
        }
    }
}
