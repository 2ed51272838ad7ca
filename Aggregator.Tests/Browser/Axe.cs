using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>What axe has to say of a page.</summary>
internal static class Axe
{
    public static async Task AssertAxeFindsNothingAsync(this IPage page)
    {
        var found = await page.RunAxe();
        Assert.Equal("", string.Join('\n', found.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}")));
    }
}
