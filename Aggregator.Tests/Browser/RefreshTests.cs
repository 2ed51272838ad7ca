using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using static Aggregator.Tests.Browser.LiveBoard;

namespace Aggregator.Tests.Browser;

/// <summary>Asking again on a page that stays.</summary>
public sealed class RefreshTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("")]
    [InlineData("?stream=off")]
    public async Task Refresh_Click_PutsEachNewValueInPlaceOfTheOldOne(string query)
    {
        await using var board = await OpenAsync(chromium, query);
        await board.Page.EvaluateAsync("window.same = true");

        await board.RefreshLink.ClickAsync();
        await Expect(board.RefreshLink).ToHaveTextAsync("Asking…");
        await Expect(board.RefreshLink).ToHaveAttributeAsync("aria-disabled", "true");
        await Expect(board.Board).ToHaveAttributeAsync("aria-busy", "true");

        board.A.Give("10");
        await Expect(board.Place("source-a").Locator(".value")).ToHaveTextAsync("10");
        Assert.DoesNotContain("is-old", await ClassesAsync(board, "source-a"), StringComparison.Ordinal);
        Assert.Equal("2", await board.Place("source-b").Locator(".value").InnerTextAsync());
        Assert.Contains("is-old", await ClassesAsync(board, "source-b"), StringComparison.Ordinal);
        Assert.Contains("3", await board.Place("summary").Locator(".headline").First.InnerTextAsync(), StringComparison.Ordinal);

        board.B.Give("20");
        await board.UntilIdleAsync();
        Assert.Contains("30", await board.Place("summary").Locator(".headline").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await board.Page.Locator(".is-old, [aria-busy], [aria-disabled=true]").CountAsync());
        Assert.Equal(["source-a", "source-b"], (await board.Page.Locator("[slot^=source-]").EvaluateAllAsync<string[]>("all => all.map(e => e.slot)")).Order(StringComparer.Ordinal));
        Assert.Equal("✓ Live: 2 of 2 sources", await board.Page.TitleAsync());
        Assert.True(await board.Page.EvaluateAsync<bool>("same"));
        Assert.Empty(board.Complaints);
    }

    [Fact]
    public async Task Refresh_AnotherConfigurationIsInForce_LoadsThePageAnew()
    {
        await using var board = await OpenAsync(chromium);
        await board.Page.EvaluateAsync("window.same = true");

        // It looks for changes once just after the start, and would find that there are none.
        board.App.Services.GetRequiredService<ConfigurationReload>().Dispose();
        board.App.Services.GetRequiredService<BoardCatalog>().Take(Configured.Options(
            $$"""
            {
              "Sources": { "a": { "Url": "{{board.A.Url}}", "Select": "/value" }, "b": { "Url": "{{board.B.Url}}", "Select": "/value" } },
              "Boards": { "default": { "Title": "Another", "Sources": [ "a", "b" ], "Combine": "Sum" } }
            }
            """));

        board.Give("10", "20");
        board.Give("100", "200");
        await board.RefreshLink.ClickAsync();

        await Expect(board.Page.Locator("h1")).ToHaveTextAsync("Another");
        await Expect(board.Place("source-b").Locator(".value")).ToHaveTextAsync("200");
        Assert.False(await board.Page.EvaluateAsync<bool>("!!window.same"));
    }

    [Fact]
    public async Task Refresh_ClickDuringARun_DoesNothing()
    {
        await using var board = await OpenAsync(chromium);

        await board.RefreshLink.ClickAsync();
        await Expect(board.RefreshLink).ToHaveTextAsync("Asking…");
        await board.RefreshLink.ClickAsync(new() { Force = true });
        board.Give("10", "20");
        await board.UntilIdleAsync();

        Assert.Equal(1, await board.AskedAsync());
    }

    [Fact]
    public async Task Refresh_StatusChanges_IsInTitleAndIcon()
    {
        await using var board = await OpenAsync(chromium);
        Assert.Equal("✓ Live: 2 of 2 sources", await board.Page.TitleAsync());

        await board.RefreshLink.ClickAsync();
        board.A.Give("10");
        board.B.GiveNothing();
        await board.UntilIdleAsync();

        Assert.Equal("! Live: 1 of 2 sources", await board.Page.TitleAsync());
        Assert.Equal(
            ["/favicon-degraded.svg"],
            (await board.Page.Locator("link[rel=icon]").EvaluateAllAsync<string[]>("all => all.map(e => new URL(e.href).pathname)")).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refresh_BeforeThePageIsComplete_WaitsForIt()
    {
        await using var board = await PrepareAsync(chromium);
        await board.BeginAsync();
        await board.RefreshLink.ClickAsync();
        await Expect(board.RefreshLink).ToHaveTextAsync("Asking…");
        Assert.Equal(0, await board.AskedAsync());

        board.Give("1", "2");
        await Expect(board.Place("closing")).ToBeAttachedAsync();
        board.Give("10", "20");
        await board.UntilIdleAsync();

        Assert.Equal(1, await board.AskedAsync());
        await Expect(board.Place("source-b").Locator(".value")).ToHaveTextAsync("20");
        Assert.Empty(board.Complaints);
    }

    [Fact]
    public async Task Refresh_FocusInACard_StaysThereAndWhatWasOpenStaysOpen()
    {
        await using var board = await PrepareAsync(chromium);
        var list = $"[{string.Join(',', Enumerable.Range(0, 100))}]";
        board.A.Give(list);
        board.B.GiveNothing();
        await board.GotoAsync("");
        await board.Place("source-a").Locator("summary").ClickAsync();
        await board.Place("source-a").Locator("pre").EvaluateAsync("pre => pre.scrollTop = 120");
        await board.Place("source-b").Locator("summary").ClickAsync();

        await RefreshWithoutClickAsync(board);
        board.A.Give(list);
        board.B.GiveNothing();
        await board.UntilIdleAsync();

        Assert.Equal(120, await board.Place("source-a").Locator("pre").EvaluateAsync<int>("pre => pre.scrollTop"));
        Assert.True(await board.Place("source-b").Locator("details").EvaluateAsync<bool>("details => details.open"));
        Assert.Equal("SUMMARY in source-b", await FocusAsync(board));

        // What had the focus is gone with the value: the focus goes no further than the card.
        await board.Place("source-a").Locator("pre").FocusAsync();
        await RefreshWithoutClickAsync(board);
        board.A.GiveNothing();
        board.B.Give("2");
        await board.UntilIdleAsync();
        Assert.Equal("ARTICLE in source-a", await FocusAsync(board));
        Assert.Empty(board.Complaints);
    }

    [Fact]
    public async Task Refresh_MarkupInAnAnswer_IsTextAndRunsNothing()
    {
        const string hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        await using var board = await OpenAsync(chromium);

        await board.RefreshLink.ClickAsync();
        board.Give($"\"{hostile}\"", "2");
        await board.UntilIdleAsync();

        Assert.Equal(hostile, await board.Place("source-a").Locator(".value").InnerTextAsync());
        Assert.Empty(board.Complaints);
    }

    [Fact]
    public async Task Refresh_BoardHasOtherSourcesNow_LoadsThePageAnew()
    {
        await using var board = await OpenAsync(chromium);
        await board.Page.EvaluateAsync("window.same = true");
        await using var another = board.StartAnother(("Aggregator:Sources:c:Url", "/demo/random"), ("Aggregator:Boards:default:Sources:1", "c"), ("Aggregator:Boards:default:Combine", "None"));
        board.Proxy.Lead(another.Address);

        await board.RefreshLink.ClickAsync();
        board.A.Give("10");
        board.A.Give("11");

        await Expect(board.Place("source-c")).ToBeVisibleAsync();
        await Expect(board.Place("source-a").Locator(".value")).ToHaveTextAsync("11");
        Assert.Equal(0, await board.Place("source-b").CountAsync());
        Assert.False(await board.Page.EvaluateAsync<bool>("!!window.same"));
    }

    [Fact]
    public async Task Refresh_WithoutScripts_IsALinkToTheSamePage()
    {
        await using var board = await PrepareAsync(chromium, new() { JavaScriptEnabled = false });
        board.Give("1", "2");
        await board.GotoAsync("?source=b");
        board.Give("10", "20");
        await board.RefreshLink.ClickAsync();

        await Expect(board.Place("source-b").Locator(".value")).ToHaveTextAsync("20");
        Assert.EndsWith("?source=b", board.Page.Url, StringComparison.Ordinal);
    }

    private static async Task<string> ClassesAsync(LiveBoard board, string slot) => await board.Place(slot).GetAttributeAsync("class") ?? "";

    private static async Task RefreshWithoutClickAsync(LiveBoard board) => await board.RefreshLink.EvaluateAsync("link => link.click()");

    private static Task<string> FocusAsync(LiveBoard board) =>
        board.Page.EvaluateAsync<string>("document.activeElement.tagName + ' in ' + document.activeElement.closest('[slot]').slot");
}
