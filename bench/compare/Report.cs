using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Aggregator.Compare;

/// <summary>What people read about a comparison: tables and goals, in Markdown.</summary>
internal sealed class Report(CompareOptions options, IReadOnlyList<Contender> contenders, Results results, Results sharing)
{
    private readonly StringBuilder _text = new();

    public override string ToString()
    {
        _text.Clear();
        Line($"{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, rounds: {options.Rounds}, {options.Time.TotalSeconds:0} s each, after {options.WarmUp.TotalSeconds:0} s of warm-up.");
        Line($"Medians; in brackets the lowest and the highest round. {Comparison.Viewers} viewers where nothing else is said ({Contender.FewViewers} for Flask and Quart); the server's processor time counts, not wrk's nor the API's.\n");
        Overview();
        if (options.Measures(Part.Growth))
        {
            GrowthOfCost();
        }

        Line($"Goals:\n");
        foreach (var goal in new Goals(results, sharing).All())
        {
            Line($"{goal}");
        }

        foreach (var (name, failed) in results.Failures().Concat(sharing.Failures()))
        {
            Line($"\nFailed requests of {name}: {failed}");
        }

        return _text.ToString();
    }

    private void Overview()
    {
        Line($"| | pages/s, 2 sources | CPU ms per page | pages/s, 8 sources | CPU ms per page | p50 over an API at once, 1 viewer, ms | p50 over a 50 ms API, {Comparison.WaitingViewers} viewers, ms | p99 over it | MB at {Starts.Waiting} in flight | start to first page, ms |");
        Line($"|---|---|---|---|---|---|---|---|---|---|");
        foreach (var contender in contenders)
        {
            var name = contender.Name;
            string[] cells =
            [
                contender.Title,
                Cost(name, Scenario.Two),
                Cost(name, Scenario.Eight),
                Number(results.OverApiMs(name, Scenario.Two, 1, load => load.P50Ms), "0.00"),
                Number(results.OverApiMs(name, Scenario.FiftyMilliseconds, Comparison.WaitingViewers, load => load.P50Ms), "0.00"),
                Number(results.OverApiMs(name, Scenario.FiftyMilliseconds, Comparison.WaitingViewers, load => load.P99Ms), "0.00"),
                Number(results.Median(name, Scenario.TwoSeconds, Starts.Waiting, load => load.BytesHighest / 1e6), "0"),
                Number(results.StartMs(name), "0"),
            ];
            Line($"| {string.Join(" | ", cells)} |");
        }

        Line($"");
    }

    private string Cost(string name, Scenario scenario)
    {
        var (lowest, highest) = results.Range(name, scenario, Comparison.Viewers, load => load.CpuMs);
        var cpu = Number(results.Median(name, scenario, Comparison.Viewers, load => load.CpuMs), "0.000");
        return $"{Number(results.Median(name, scenario, Comparison.Viewers, load => load.PagesPerSecond), "0")} | {cpu}"
            + (lowest is null ? "" : $" ({Number(lowest, "0.000")}–{Number(highest, "0.000")})");
    }

    private void GrowthOfCost()
    {
        Line($"How cost grows: CPU ms per page, pages per second, p50 in ms.\n");
        Line($"| | sources | {string.Join(" | ", Growth.Viewers.Select(viewers => viewers == 1 ? "1 viewer" : string.Create(CultureInfo.InvariantCulture, $"{viewers:#,0} viewers")))} |");
        Line($"|---|---|{string.Concat(Growth.Viewers.Select(_ => "---|"))}");
        foreach (var contender in contenders.Where(contender => contender.HoldsMany))
        {
            foreach (var scenario in Growth.Scenarios)
            {
                Line($"| {contender.Title} | {scenario.Sources} | {string.Join(" | ", Growth.Viewers.Select(viewers => Cell(contender.Name, scenario, viewers)))} |");
            }
        }

        Line($"");
    }

    private string Cell(string name, Scenario scenario, int viewers) =>
        $"{Number(results.Median(name, scenario, viewers, load => load.CpuMs), "0.000")}, {Number(results.Median(name, scenario, viewers, load => load.PagesPerSecond), "0")}, {Number(results.Median(name, scenario, viewers, load => load.P50Ms), "0.0")}";

    private static string Number(double? number, string format) => number is { } known && double.IsFinite(known) ? known.ToString(format, CultureInfo.InvariantCulture) : "–";

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
