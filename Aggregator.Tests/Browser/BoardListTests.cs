using Aggregator.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Aggregator.Tests.Browser;

/// <summary>A list of boards that stays open.</summary>
public sealed class BoardListTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task List_TimePasses_SaysHowLongAgoAndMovesNothing()
    {
        await using var api = new RawServer(Answer.Json("1"));
        await using var app = WebApp.Start(("Aggregator:Sources:a:Url", api.Url.ToString()), ("Aggregator:Boards:main:Sources:0", "a"));
        using (var client = app.CreateClient())
        {
            await client.GetStringAsync("/api/boards/main", TestContext.Current.CancellationToken);
        }

        var page = await chromium.NewPageAsync(new() { ViewportSize = new() { Width = 320, Height = 700 } });
        await page.Clock.InstallAsync();
        await page.GotoAsync(app.Address.ToString());
        var age = page.Locator("[data-aged]");
        await Expect(age).ToContainTextAsync(" ago");
        var height = await HeightAsync();

        await page.Clock.FastForwardAsync("02:00:01");
        await page.Clock.RunForAsync(1000);

        await Expect(age).ToHaveTextAsync("2 h ago");
        Assert.Equal(height, await HeightAsync());
        Assert.Single(api.Requests);
        await page.Context.CloseAsync();

        Task<double> HeightAsync() => page.EvaluateAsync<double>("document.querySelector('.boards').getBoundingClientRect().height");
    }
}
