using System.Collections.Concurrent;
using Aggregator.Tests.Support;
using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>
/// A board of two sources, a and b, open in a real browser: the test says what the sources answer and when, turns the browser's clock, and takes the
/// server away.
/// </summary>
internal sealed class LiveBoard : IAsyncDisposable
{
    /// <summary>Counts the streams, notes when clicks are heard, and lets a test hide the tab, which a browser without windows cannot.</summary>
    private const string Instruments = """
        window.asked = 0;
        const Real = window.EventSource;
        window.EventSource = class extends Real { constructor(url) { super(url); window.asked++; } };
        document.addEventListener = function (type, ...rest) {
          document.documentElement?.toggleAttribute("data-wired", type === "click" || document.documentElement.hasAttribute("data-wired"));
          return EventTarget.prototype.addEventListener.call(this, type, ...rest);
        };
        let isHidden = false;
        Object.defineProperty(document, "hidden", { get: () => isHidden });
        window.hide = hidden => { isHidden = hidden; document.dispatchEvent(new Event("visibilitychange")); };
        """;

    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _complaints = [];

    private LiveBoard(IPage page, (string Key, string Value)[] settings)
    {
        Page = page;
        App = WebApp.Start([.. Settings(), .. settings]);
        Proxy = new TcpProxy(App.Address);
    }

    public AnswerQueue A { get; } = new();

    public AnswerQueue B { get; } = new();

    public WebApp App { get; }

    /// <summary>What stands between browser and application.</summary>
    public TcpProxy Proxy { get; }

    public IPage Page { get; }

    public ILocator Board => Page.Locator(".board");

    public ILocator RefreshLink => Page.Locator("a[data-action=refresh]");

    public ILocator Stop => Page.Locator("a[data-every='0']");

    public ILocator Notice => Page.Locator("[data-notice]");

    public ILocator Said => Page.Locator("[data-said]");

    /// <summary>What the console said, besides that a request failed.</summary>
    public IEnumerable<string> Complaints => _complaints.Where(text => !text.StartsWith("Failed to load resource: ", StringComparison.Ordinal));

    /// <summary>A source's card, or another piece of the page.</summary>
    public ILocator Place(string slot) => Page.Locator($"[slot={slot}]");

    /// <summary>Prepares browser and server; opens nothing yet. The clock of the page stands still.</summary>
    public static async Task<LiveBoard> PrepareAsync(Chromium chromium, BrowserNewContextOptions? options = null, params (string Key, string Value)[] settings)
    {
        var page = await chromium.NewPageAsync(options);
        var board = new LiveBoard(page, settings);
        page.Console += (_, message) => board._complaints.Enqueue(message.Text);
        page.PageError += (_, error) => board._complaints.Enqueue(error);
        var now = new DateTime(2026, 11, 22, 14, 0, 0, DateTimeKind.Utc);
        await page.Clock.InstallAsync(new() { TimeDate = now });
        await page.Clock.PauseAtAsync(now.AddSeconds(1));
        await page.AddInitScriptAsync("Math.random = () => 0.5");
        await page.AddInitScriptAsync(Instruments);
        return board;
    }

    /// <summary>Opens the board with the values 1 and 2.</summary>
    public static async Task<LiveBoard> OpenAsync(
        Chromium chromium, string path = "", BrowserNewContextOptions? options = null, params (string Key, string Value)[] settings)
    {
        var board = await PrepareAsync(chromium, options, settings);
        board.Give("1", "2");
        await board.GotoAsync(path);
        return board;
    }

    public Task<IResponse?> GotoAsync(string path) => Page.GotoAsync(new Uri(Proxy.Address, path).ToString());

    /// <summary>Opens the board and waits only until scripts hear clicks, which is long before the page is complete.</summary>
    public async Task BeginAsync()
    {
        await Page.GotoAsync(Proxy.Address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await Expect(Page.Locator("html[data-wired]")).ToBeAttachedAsync();
    }

    /// <summary>Both sources answer once.</summary>
    public void Give(string a, string b)
    {
        A.Give(a);
        B.Give(b);
    }

    /// <summary>Lets the page's time pass, and its timers fire.</summary>
    public Task PassAsync(TimeSpan time) => Page.Clock.RunForAsync((long)time.TotalMilliseconds);

    /// <summary>How many runs the page has asked for by itself.</summary>
    public Task<int> AskedAsync() => Page.EvaluateAsync<int>("asked");

    /// <summary>Hides or shows the tab.</summary>
    public Task HideAsync(bool isHidden) => Page.EvaluateAsync("hidden => hide(hidden)", isHidden);

    /// <summary>Waits until a run has ended.</summary>
    public Task UntilIdleAsync() => Expect(RefreshLink).ToHaveTextAsync("Refresh");

    /// <summary>Waits generously.</summary>
    public static ILocatorAssertions Expect(ILocator locator)
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        return Assertions.Expect(locator);
    }

    /// <summary>The same board again, as after a restart.</summary>
    public WebApp StartAnother(params (string Key, string Value)[] settings) => WebApp.Start([.. Settings(), .. settings]);

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        await Proxy.DisposeAsync();
        await App.DisposeAsync();
        await A.DisposeAsync();
        await B.DisposeAsync();
    }

    private IEnumerable<(string Key, string Value)> Settings() =>
    [
        .. new[] { ("a", A), ("b", B) }.SelectMany<(string Name, AnswerQueue Answers), (string, string)>(source =>
        [
            ($"Aggregator:Sources:{source.Name}:Url", source.Answers.Url.ToString()),
            ($"Aggregator:Sources:{source.Name}:Select", "/value"),
            ($"Aggregator:Sources:{source.Name}:Timeout", "00:00:25"),
        ]),
        ("Aggregator:Boards:default:Title", "Live"),
        ("Aggregator:Boards:default:Sources:0", "a"),
        ("Aggregator:Boards:default:Sources:1", "b"),
        ("Aggregator:Boards:default:Combine", "Sum"),
        ("Aggregator:Boards:default:Deadline", Deadline.ToString()),
    ];
}
