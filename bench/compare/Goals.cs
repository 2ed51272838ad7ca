using System.Globalization;

namespace Aggregator.Compare;

/// <summary>Whether the application is as cheap beside its peers as it is meant to be. A goal of which something was not measured says so.</summary>
internal sealed class Goals(Results results, Results sharing)
{
    private const double MostJsonCost = 1.5;
    private const double MostPageCost = 2;
    private const double MostOverheadMs = 1.5;
    private const double LongestManyMs = 2500;
    private const double MostKilobytes = 60;
    private const double LeastGain = 2;
    private const double MostCalls = 0.3;
    private const double LongestStartMs = 300;

    public IEnumerable<string> All() =>
    [
        Below("1. JSON at 8 sources, CPU, as a multiple of (a)", Cpu(Contender.Json) / Cpu(Contender.Raw), MostJsonCost),
        Below("2. Page at 8 sources, CPU, as a multiple of (a)", Cpu(Contender.Page) / Cpu(Contender.Raw), MostPageCost),
        Below("2. Page at 8 sources, CPU, as a multiple of (b) with quiet logs", Cpu(Contender.Page) / Cpu(Contender.Plain), 1),
        Below("2. Page at 8 sources, CPU, as a multiple of (c)", Cpu(Contender.Page) / Cpu(Contender.Node), 1),
        Below("3. Page, p50 over a 50 ms API at 100 viewers, ms", OverApi(Contender.Page, load => load.P50Ms), MostOverheadMs),
        Below("3. Page, p99 over a 50 ms API at 100 viewers, as a multiple of (b)'s", OverApi(Contender.Page, load => load.P99Ms) / OverApi(Contender.Plain, load => load.P99Ms), 1),
        .. Many("page", Contender.Page),
        .. Many("JSON", Contender.Json),
        AtLeast("5. Page with sharing, pages per second at 64 viewers, as a multiple of those without", Pages(Scenario.EightShared) / Pages(Scenario.Eight), LeastGain),
        Below("5. Page with sharing, calls of APIs per page", sharing.Median(Contender.Page, Scenario.EightShared, Comparison.Viewers, load => load.Calls), MostCalls),
        "- 6. Engine's own cost per source: see bench/micro.",
        Below("7. Start to first page, ms", results.StartMs(Contender.Page), LongestStartMs),
    ];

    private IEnumerable<string> Many(string what, string name) =>
    [
        Below($"4. {Starts.ManyWaiting} runs of a 2 s API, {what}: slowest, ms", results.Median(name, Scenario.TwoSeconds, Starts.ManyWaiting, SlowestMs), LongestManyMs),
        Below($"4. {Starts.ManyWaiting} runs of a 2 s API, {what}: memory each, KB", Starts.KilobytesPerPage(results, name), MostKilobytes),
    ];

    /// <summary>The slowest; endless where not all came.</summary>
    private static double SlowestMs(Load load) =>
        load.Failed > 0 || load.Pages < Starts.ManyWaiting ? double.PositiveInfinity : load.SlowestMs;

    private double? Cpu(string name) => results.Median(name, Scenario.Eight, Comparison.Viewers, load => load.CpuMs);

    private double? Pages(Scenario scenario) => sharing.Median(Contender.Page, scenario, Comparison.Viewers, load => load.PagesPerSecond);

    private double? OverApi(string name, Func<Load, double> figure) => results.OverApiMs(name, Scenario.FiftyMilliseconds, Comparison.WaitingViewers, figure);

    private static string Below(string goal, double? measured, double limit) => Line(goal, measured, $"at most {Text(limit)}", measured <= limit);

    private static string AtLeast(string goal, double? measured, double limit) => Line(goal, measured, $"at least {Text(limit)}", measured >= limit);

    private static string Line(string goal, double? measured, string limit, bool isMet) =>
        $"- {goal}: {(measured is { } number ? $"{Text(number)} ({limit}): {(isMet ? "met" : "**missed**")}" : "not measured")}";

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
