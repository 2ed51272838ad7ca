using Aggregator.Tests.Support;
using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>A real Chromium: the one on this machine, or Playwright's own where that can be installed.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string _whyNot = "";

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        var options = new BrowserTypeLaunchOptions
        {
            ExecutablePath = Array.Find(UsualPlaces, File.Exists),
            Args = ["--disable-quic", "--no-first-run", "--disable-background-networking"],
        };
        if (options.ExecutablePath is null && Microsoft.Playwright.Program.Main(["install", "chromium"]) != 0)
        {
            _whyNot = "There is no Chromium in the usual places, and Playwright could not install one.";
            return;
        }

        try
        {
            _browser = await _playwright.Chromium.LaunchAsync(options);
        }
        catch (PlaywrightException e)
        {
            _whyNot = $"Chromium does not start: {e.Message}";
        }
    }

    /// <summary>A new page in a session of its own; the test is skipped where there is no browser, and fails where nothing may be skipped.</summary>
    public async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        RealPart.Require(_browser is not null, _whyNot);
        return await (await _browser!.NewContextAsync(options)).NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
