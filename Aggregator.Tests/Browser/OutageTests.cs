using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Aggregator.Tests.Browser.LiveBoard;

namespace Aggregator.Tests.Browser;

/// <summary>A page whose server goes away.</summary>
public sealed class OutageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData("")]
    [InlineData("?stream=off")]
    public async Task Refresh_ServerGone_KeepsTheValuesAndSaysHowOldTheyAre(string query)
    {
        await using var board = await OpenAsync(chromium, query);
        var time = await board.Place("closing").Locator("time").InnerTextAsync();
        await board.PassAsync(TimeSpan.FromSeconds(35));
        board.Proxy.Cut();

        await board.RefreshLink.ClickAsync();
        await Expect(board.Notice).ToContainTextAsync($"The server does not answer. These values are from {time}; ");
        await board.PassAsync(TimeSpan.FromMilliseconds(999));
        foreach (var slot in new[] { "source-a", "source-b", "summary" })
        {
            await Expect(board.Place(slot).Locator(".look-stale").First).ToHaveTextAsync("stale");
            await Expect(board.Place(slot).Locator("[data-age]")).ToHaveTextAsync(", 30 s old");
            Assert.Contains("is-old", await board.Place(slot).GetAttributeAsync("class") ?? "", StringComparison.Ordinal);
        }

        Assert.Equal("◷ Live: 2 of 2 sources", await board.Page.TitleAsync());
        Assert.Equal(0, await board.Page.Locator(":is([slot^=source-], [slot=summary]) .look-ok").CountAsync());
        await Expect(board.Place("source-b").Locator(".value")).ToHaveTextAsync("2");
        await Expect(board.RefreshLink).ToHaveTextAsync("Refresh");
        Assert.Empty(board.Complaints);
    }

    [Fact]
    public async Task Refresh_ServerGone_TriesAgainLessAndLessOftenUntilItIsBack()
    {
        await using var board = await OpenAsync(chromium);
        board.Proxy.Cut();
        await board.RefreshLink.ClickAsync();
        await board.UntilIdleAsync();

        var asked = 1;
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 30, 30 })
        {
            await board.PassAsync(TimeSpan.FromSeconds(seconds) - Moment);
            Assert.Equal(asked, await board.AskedAsync());
            await board.PassAsync(Moment);
            Assert.Equal(++asked, await board.AskedAsync());
            await board.UntilIdleAsync();
        }

        await board.PassAsync(TimeSpan.FromSeconds(10));
        await Expect(board.Notice).ToContainTextAsync("trying again in 20 s");
        await Expect(board.Place("source-a").Locator("[data-age]")).ToHaveTextAsync(", 1 min old");

        board.Proxy.Lead(board.App.Address);
        board.Give("10", "20");
        await board.PassAsync(TimeSpan.FromSeconds(20));
        await board.UntilIdleAsync();
        await Expect(board.Notice).ToBeEmptyAsync();
        await Expect(board.Place("source-a").Locator(".value")).ToHaveTextAsync("10");
        Assert.Equal(0, await board.Page.Locator(".look-stale, .is-old").CountAsync());
        await Expect(board.Page.Locator("[part=closing]")).ToHaveAttributeAsync("aria-live", "polite");

        // It was the viewer who asked, once; nothing goes on by itself.
        await board.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(asked + 1, await board.AskedAsync());
        Assert.Empty(board.Complaints);
    }

    [Fact]
    public async Task Refresh_CutInTheMiddle_KeepsWhatHasCome()
    {
        await using var board = await OpenAsync(chromium);
        await board.RefreshLink.ClickAsync();
        board.A.Give("10");
        await Expect(board.Place("source-a").Locator(".value")).ToHaveTextAsync("10");

        board.Proxy.Cut();

        await Expect(board.Notice).ToContainTextAsync("The server does not answer.");
        Assert.Equal(0, await board.Place("source-a").Locator(".look-stale").CountAsync());
        await Expect(board.Place("source-a").Locator(".look-ok")).ToBeVisibleAsync();
        await Expect(board.Place("source-b").Locator(".look-stale").First).ToBeVisibleAsync();
        await Expect(board.Place("source-b").Locator(".value")).ToHaveTextAsync("2");
    }

    [Fact]
    public async Task Refresh_ServerStops_GoesOnWithTheNextOne()
    {
        await using var board = await OpenAsync(chromium);
        await board.RefreshLink.ClickAsync();
        board.A.Give("10");
        await Expect(board.Place("source-a").Locator(".value")).ToHaveTextAsync("10");

        board.App.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await Expect(board.Notice).ToContainTextAsync("The server does not answer.");

        await using var another = board.StartAnother();
        board.Proxy.Lead(another.Address);
        await board.UntilIdleAsync();
        await board.PassAsync(TimeSpan.FromSeconds(1));

        // The call of the run that was cut off may have taken one answer of b.
        board.Give("100", "200");
        board.B.Give("200");
        await board.UntilIdleAsync();
        await Expect(board.Place("source-b").Locator(".value")).ToHaveTextAsync("200");
        await Expect(board.Notice).ToBeEmptyAsync();
        Assert.Empty(board.Complaints);
    }

    [Fact]
    public async Task Refresh_Silence_EndsAfterFifteenSeconds()
    {
        await using var board = await OpenAsync(chromium);
        board.Proxy.IsMute = true;
        await board.RefreshLink.ClickAsync();

        await board.PassAsync(TimeSpan.FromSeconds(15) - Moment);
        await Expect(board.RefreshLink).ToHaveTextAsync("Asking…");
        Assert.Equal("", await board.Notice.InnerTextAsync());
        await board.PassAsync(Moment);
        await Expect(board.Notice).ToContainTextAsync("The server does not answer.");
        await Expect(board.RefreshLink).ToHaveTextAsync("Refresh");
    }

    [Fact]
    public async Task Refresh_BoardIsThereNoMore_ShowsWhatThePageSaysNow()
    {
        await using var board = await OpenAsync(chromium);
        await using var another = Support.WebApp.Start(("Aggregator:Sources:a:Url", "/demo/random"), ("Aggregator:Boards:other:Sources:0", "a"));
        board.Proxy.Lead(another.Address);

        await board.RefreshLink.ClickAsync();

        await Expect(board.Page.Locator("h1")).ToHaveTextAsync("Boards");
        Assert.Empty(board.Complaints);
    }

    [Fact]
    public async Task Stop_WhileTheServerIsAway_StopsAsking()
    {
        await using var board = await OpenAsync(chromium, "?refresh=30");
        board.Proxy.Cut();
        await board.RefreshLink.ClickAsync();
        await Expect(board.Notice).ToContainTextAsync("The server does not answer.");

        await board.Stop.ClickAsync();
        await board.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(1, await board.AskedAsync());
        await Expect(board.Notice).ToContainTextAsync("refresh to try again");
    }

    [Theory]
    [InlineData("hide(false)")]
    [InlineData("dispatchEvent(new Event('online'))")]
    public async Task Refresh_SignOfRecovery_AsksAtOnce(string sign)
    {
        await using var board = await OpenAsync(chromium);
        board.Proxy.Cut();
        await board.RefreshLink.ClickAsync();
        await board.UntilIdleAsync();
        for (var asked = 1; asked < 4; asked++)
        {
            await board.PassAsync(TimeSpan.FromSeconds(Math.Pow(2, asked - 1)));
            await board.UntilIdleAsync();
        }

        await board.Page.EvaluateAsync(sign);
        Assert.Equal(5, await board.AskedAsync());
    }

    [Fact]
    public async Task Refresh_ServerGoneWhileTheTabIsHidden_WaitsForTheViewer()
    {
        await using var board = await OpenAsync(chromium);
        board.Proxy.Cut();
        await board.RefreshLink.ClickAsync();
        await board.UntilIdleAsync();

        await board.HideAsync(true);
        await board.PassAsync(TimeSpan.FromMinutes(10));
        await board.Page.EvaluateAsync("dispatchEvent(new Event('online'))");
        Assert.Equal(1, await board.AskedAsync());
        await board.HideAsync(false);
        Assert.Equal(2, await board.AskedAsync());
    }

    [Fact]
    public async Task Page_CutInTheMiddle_SaysSoAndFillsTheRest()
    {
        await using var board = await PrepareAsync(chromium);
        await board.BeginAsync();
        board.A.Give("1");
        await Expect(board.Place("source-a").Locator(".value")).ToHaveTextAsync("1");

        // The page is wired before it is complete.
        await board.Page.GetByText("5 min", new() { Exact = true }).ClickAsync();
        await Expect(board.Said).ToHaveTextAsync("Auto refresh every 5 min.");

        board.Proxy.Cut();
        await board.PassAsync(Deadline + TimeSpan.FromSeconds(5));
        await Expect(board.Notice).ToContainTextAsync("The server went away before it had answered;");

        // What had arrived by then is as old as that.
        await board.PassAsync(TimeSpan.FromSeconds(1));
        await board.UntilIdleAsync();
        await board.PassAsync(TimeSpan.FromMilliseconds(999));
        await Expect(board.Place("source-a").Locator("[data-age]")).ToHaveTextAsync(", 30 s old");

        board.Proxy.Lead(board.App.Address);
        board.Give("10", "20");
        board.B.Give("20");
        await board.PassAsync(TimeSpan.FromSeconds(2));
        await board.UntilIdleAsync();

        await Expect(board.Place("source-b").Locator(".value")).ToHaveTextAsync("20");
        await Expect(board.Notice).ToBeEmptyAsync();
        Assert.Equal("✓ Live: 2 of 2 sources", await board.Page.TitleAsync());
        Assert.Empty(board.Complaints);
    }
}
