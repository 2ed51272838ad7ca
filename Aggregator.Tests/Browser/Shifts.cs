using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Aggregator.Tests.Browser;

/// <summary>What moves on a page while it arrives, as the browser counts it (Layout Instability API: the part of the screen times how far).</summary>
internal static class Shifts
{
    /// <summary>
    /// A browser short of time draws an element in the middle of reading it, and puts what it has read of it in its place a moment later: up to 0.004 on a processor forty times slower than
    /// it is, and nothing otherwise. A card that pushes others away counts for more.
    /// </summary>
    private const double OfAnElementInItself = 0.005;

    private const string Script =
        """
        window.shifts = [];
        new PerformanceObserver(list => list.getEntries().forEach(entry =>
          shifts.push({ value: entry.value, what: entry.sources.map(s => (s.node?.outerHTML ?? s.node?.textContent ?? '').slice(0, 80) + JSON.stringify([s.previousRect, s.currentRect])) })))
          .observe({ type: 'layout-shift', buffered: true });
        """;

    /// <summary>Before the page begins.</summary>
    public static Task WatchShiftsAsync(this IPage page) => page.AddInitScriptAsync(Script);

    /// <summary>Once all is there.</summary>
    public static async Task AssertNothingMovedAsync(this IPage page)
    {
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        var shifts = JsonDocument.Parse(await page.EvaluateAsync<string>("JSON.stringify(shifts)")).RootElement;
        var sum = shifts.EnumerateArray().Sum(shift => shift.GetProperty("value").GetDouble());
        Assert.True(sum < OfAnElementInItself, string.Create(CultureInfo.InvariantCulture, $"{sum}: {shifts}"));
    }
}
