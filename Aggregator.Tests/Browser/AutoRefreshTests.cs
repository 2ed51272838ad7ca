using static Aggregator.Tests.Browser.LiveBoard;

namespace Aggregator.Tests.Browser;

/// <summary>A page that asks again by itself.</summary>
public sealed class AutoRefreshTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task AutoRefresh_ByTheAddress_CountsFromTheEndOfTheLastRun()
    {
        await using var board = await OpenAsync(chromium, "?refresh=30");
        await Expect(board.Said).ToHaveTextAsync("Auto refresh every 30 s.");

        await board.PassAsync(HalfAMinute - Moment);
        Assert.Equal(0, await board.AskedAsync());
        await board.PassAsync(Moment);
        Assert.Equal(1, await board.AskedAsync());

        await board.PassAsync(TimeSpan.FromSeconds(10));
        board.Give("10", "20");
        await board.UntilIdleAsync();
        await board.PassAsync(HalfAMinute - Moment);
        Assert.Equal(1, await board.AskedAsync());
        await board.PassAsync(Moment);
        Assert.Equal(2, await board.AskedAsync());
        Assert.Empty(board.Complaints);
    }

    [Fact]
    public async Task AutoRefresh_ByTheBoard_IsInForceFromTheStart()
    {
        await using var board = await OpenAsync(chromium, settings: ("Aggregator:Boards:default:Refresh", "00:00:45"));

        await Expect(board.Page.Locator("[data-every][aria-current]")).ToHaveTextAsync("45 s");
        await board.PassAsync(TimeSpan.FromSeconds(45));
        Assert.Equal(1, await board.AskedAsync());
    }

    [Fact]
    public async Task AutoRefresh_ChosenAndStopped_IsInTheAddressAndAnnounced()
    {
        await using var board = await OpenAsync(chromium, "?theme=dark");
        await board.Page.EvaluateAsync("window.same = true");
        await Expect(board.Stop).ToBeHiddenAsync();

        await board.Page.GetByText("15 s", new() { Exact = true }).ClickAsync();
        await Expect(board.Said).ToHaveTextAsync("Auto refresh every 15 s.");
        Assert.EndsWith("/?theme=dark&refresh=15", board.Page.Url, StringComparison.Ordinal);
        Assert.Equal(["15 s"], await board.Page.Locator("[data-every][aria-current]").AllInnerTextsAsync());
        await board.PassAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(1, await board.AskedAsync());
        board.Give("10", "20");
        await board.UntilIdleAsync();

        // By keyboard; the focus may not vanish with the control.
        await board.Stop.PressAsync("Enter");
        await Expect(board.Said).ToHaveTextAsync("Auto refresh stopped.");
        await Expect(board.Stop).ToBeHiddenAsync();
        await Expect(board.RefreshLink).ToBeFocusedAsync();
        Assert.EndsWith("/?theme=dark&refresh=off", board.Page.Url, StringComparison.Ordinal);
        await board.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await board.AskedAsync());
        Assert.True(await board.Page.EvaluateAsync<bool>("same"));
        Assert.Empty(board.Complaints);
    }

    [Fact]
    public async Task AutoRefresh_TabHidden_PausesAndAsksWhenItComesBack()
    {
        await using var board = await OpenAsync(chromium, "?refresh=30");

        await board.HideAsync(true);
        await board.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await board.AskedAsync());
        await board.HideAsync(false);
        Assert.Equal(1, await board.AskedAsync());

        board.Give("10", "20");
        await board.UntilIdleAsync();
        await board.HideAsync(true);
        await board.PassAsync(TimeSpan.FromSeconds(10));
        await board.HideAsync(false);
        Assert.Equal(1, await board.AskedAsync());
    }

    [Fact]
    public async Task AutoRefresh_PageBroughtBackAsItWas_AsksAnewForTheRunThatWasCutOff()
    {
        await using var board = await OpenAsync(chromium, "?refresh=30");
        await board.PassAsync(HalfAMinute);
        await Expect(board.RefreshLink).ToHaveTextAsync("Asking…");

        await board.HideAsync(true);
        await board.Page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
        await board.UntilIdleAsync();
        await board.Page.EvaluateAsync("hide(false); dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");

        await Expect(board.RefreshLink).ToHaveTextAsync("Asking…");
        Assert.Equal(2, await board.AskedAsync());
        Assert.Equal("", await board.Notice.InnerTextAsync());
    }

    [Fact]
    public async Task AutoRefresh_NothingNew_IsNotReadOut()
    {
        await using var board = await OpenAsync(chromium, "?refresh=30");
        var closing = board.Page.Locator("[part=closing]");

        await board.PassAsync(HalfAMinute);
        board.Give("10", "20");
        await board.UntilIdleAsync();
        await Expect(closing).ToHaveAttributeAsync("aria-live", "off");

        await board.PassAsync(HalfAMinute);
        board.A.Give("10");
        board.B.GiveNothing();
        await board.UntilIdleAsync();
        await Expect(closing).ToHaveAttributeAsync("aria-live", "polite");

        await board.PassAsync(HalfAMinute);
        board.A.Give("10");
        board.B.GiveNothing();
        await board.UntilIdleAsync();
        await Expect(closing).ToHaveAttributeAsync("aria-live", "off");

        await board.RefreshLink.ClickAsync();
        board.A.Give("10");
        board.B.GiveNothing();
        await board.UntilIdleAsync();
        await Expect(closing).ToHaveAttributeAsync("aria-live", "polite");
    }

    [Fact]
    public async Task AutoRefresh_WithoutScripts_IsLinksAndAMetaElement()
    {
        await using var board = await PrepareAsync(chromium, new() { JavaScriptEnabled = false });
        board.Give("1", "2");
        await board.GotoAsync("");
        Assert.Equal(0, await board.Page.Locator("meta[http-equiv=refresh]").CountAsync());

        board.Give("10", "20");
        await board.Page.GetByText("5 min", new() { Exact = true }).ClickAsync();
        await Expect(board.Stop).ToBeVisibleAsync();
        Assert.EndsWith("/?refresh=300", board.Page.Url, StringComparison.Ordinal);
        await Expect(board.Page.Locator("noscript > meta[http-equiv=refresh]")).ToHaveAttributeAsync("content", "300");

        board.Give("10", "20");
        await board.Stop.ClickAsync();
        await Expect(board.Stop).ToBeHiddenAsync();
        Assert.Equal(0, await board.Page.Locator("meta[http-equiv=refresh]").CountAsync());
    }

    [Theory]
    [InlineData("embed/default", new string[0])]
    [InlineData("embed/default?refresh=30", new[] { "30 s", "Stop" })]
    public async Task AutoRefresh_Framed_HasOnlyWhatIsInForceAndStop(string path, string[] controls)
    {
        await using var board = await OpenAsync(chromium, path);
        Assert.Equal(controls, await board.Page.Locator("[data-every]").AllInnerTextsAsync());
        await Expect(board.RefreshLink).ToBeVisibleAsync();
    }
}
