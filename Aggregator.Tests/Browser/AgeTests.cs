using static Aggregator.Tests.Browser.LiveBoard;

namespace Aggregator.Tests.Browser;

/// <summary>A page that stays open says how old it is, and what its times are where the viewer is.</summary>
public sealed class AgeTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Closing_TimePasses_SaysHowLongAgo()
    {
        await using var board = await OpenAsync(chromium);
        var age = board.Place("closing").Locator("[data-age]");

        await board.PassAsync(TimeSpan.FromSeconds(59));
        await Expect(age).ToBeEmptyAsync();
        await board.PassAsync(TimeSpan.FromSeconds(2));
        await Expect(age).ToHaveTextAsync(", 1 min ago");
        await Expect(board.Page.Locator("[part=closing]")).ToHaveAttributeAsync("aria-live", "off");
        await board.PassAsync(TimeSpan.FromMinutes(2));
        await Expect(age).ToHaveTextAsync(", 3 min ago");

        await board.RefreshLink.ClickAsync();
        board.Give("10", "20");
        await board.UntilIdleAsync();
        await board.PassAsync(TimeSpan.FromSeconds(10));
        await Expect(age).ToBeEmptyAsync();
    }

    [Theory]
    [InlineData("Asia/Kolkata", @"^2 of 2 sources in .+ at \d\d:\d\d:\d\d UTC \(\d\d:\d\d:\d\d local time\)$")]
    [InlineData("UTC", @"^2 of 2 sources in .+ at \d\d:\d\d:\d\d UTC$")]
    public async Task Closing_ViewerInAnotherZone_HasTheLocalTime(string zone, string text)
    {
        await using var board = await OpenAsync(chromium, options: new() { TimezoneId = zone });
        Assert.Matches(text, await board.Place("closing").InnerTextAsync());

        await board.RefreshLink.ClickAsync();
        board.Give("10", "20");
        await board.UntilIdleAsync();
        Assert.Matches(text, await board.Place("closing").InnerTextAsync());
        Assert.Empty(board.Complaints);
    }
}
