using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Aggregator.Soak;

/// <summary>What people read about a soak: a page of Markdown and an image.</summary>
internal sealed class Report(SoakOptions options, SoakRun run)
{
    public const string FileName = "README.md";

    private const string ImageName = "soak.svg";
    private const double PromisedMs = 100;
    private const int MostKindsOfFailures = 50;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(10);

    private readonly StringBuilder _text = new();

    public async Task WriteAsync()
    {
        Directory.CreateDirectory(options.Output);
        await File.WriteAllTextAsync(Path.Combine(options.Output, ImageName), new Chart(run).ToString());
        Head();
        Verdict();
        Served();
        Times();
        Held();
        Failures();
        await File.WriteAllTextAsync(Path.Combine(options.Output, FileName), _text.ToString().TrimEnd() + "\n");
    }

    private void Head()
    {
        Line($"# Soak: {run.Elapsed.TotalMinutes:0.#} minutes of mixed faults and load\n");
        Line($"Made by `dotnet run -c Release --project bench/soak -- --minutes {options.Duration.TotalMinutes:0.##} --rate {options.Rate}` on {TimeProvider.System.GetUtcNow():d MMMM yyyy}:");
        Line($"Linux {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}. The application, the servers that misbehave and the viewers share the machine, and possibly others with them.\n");
        Line($"The application is published as a release and runs as a process in Production on loopback. {options.Rate} viewers come each second, fewer in the first half minute. Three of ten look at a board of healthy sources,");
        Line($"half at a board with one of the faults of [bench/faults](../../bench/faults), one in six at all of them with calls shared and pauses after failures (the defaults), and one in thirty at all of");
        Line($"them with calls of its own and no pauses. One in ten leaves in the middle.\n");
    }

    private void Verdict()
    {
        var failures = run.Failures.Count();
        Line($"## Verdict: {(run.IsGood ? "good" : "not good")}\n");
        Line($"- {run.Visits.Count} viewers, of whom {failures} met a failure that was not injected{(failures == 0 ? "" : " (below)")}; {run.NotSent} were held back because too many were waiting.");
        Line($"- {string.Join("; ", run.Trends.Select(trend => $"{trend.Name}: {(trend.IsLevel ? "level" : "not level")}"))} after warm-up.");
        Line($"- {run.Errors.Count} errors in {run.LogLines} lines of log; exit code {run.ExitCode} after SIGTERM.");
        if (run.Elapsed < WarmUp)
        {
            Line($"- Shorter than {WarmUp.TotalMinutes:0} minutes: the runtime may not be warm in the second quarter, so that what is level or not says little.");
        }

        Line($"");
    }

    private void Served()
    {
        Line($"## What was served\n");
        Line($"| viewers of | served | failed | median, ms | 99 %, ms | slowest, ms |\n|---|---|---|---|---|---|");
        foreach (var kind in Enum.GetValues<VisitKind>())
        {
            var visits = run.Visits.Where(visit => visit.Kind == kind).ToList();
            Line($"| {Words(kind)} | {visits.Count(visit => visit.Failure is null)} | {visits.Count(visit => visit.Failure is not null)} | {Times(visits)} |");
        }

        Line($"\nServed means: 200, complete to its last byte, a value on each healthy card, and on the others nothing but the fault that was injected, or the pause after it.\n");
    }

    private void Times()
    {
        Line($"## Time against the deadline\n");
        Line($"| boards | deadline, s | views | median, ms | 99 %, ms | slowest, ms | later than deadline + {PromisedMs} ms |\n|---|---|---|---|---|---|---|");
        var full = run.Visits.Where(visit => visit is { Failure: null } and not { Kind: VisitKind.Leaver or VisitKind.Live }).ToList();
        Row("with a source that never answers", full.Where(visit => visit.Board.RunsToItsDeadline));
        Row("the other faults, one each", full.Where(visit => visit.Board is { RunsToItsDeadline: false, Faults.Count: 1 }));
        Row("all faults at once", full.Where(visit => visit.Board.Faults.Count > 1));
        Row("no fault", full.Where(visit => visit.Board.Faults.Count == 0));
        Line($"\nTimes are the viewer's: from the request to the last byte. On boards with a source that never answers, the deadline is what ends the run. All faults at once take {SoakBoards.NeverAnswersTimeout.TotalSeconds} s, the timeout of those that never answer, unless these are paused.\n");

        void Row(string name, IEnumerable<Visit> visits)
        {
            var list = visits.ToList();
            var late = list.Count(visit => visit.Elapsed > visit.Board.Deadline + TimeSpan.FromMilliseconds(PromisedMs));
            Line($"| {name} | {list.FirstOrDefault()?.Board.Deadline.TotalSeconds:0} | {list.Count} | {Times(list)} | {late} |");
        }
    }

    private void Held()
    {
        Line($"## What the process held\n");
        Line($"![Memory, descriptors and threads over time]({ImageName})\n");
        Line($"| | highest | median of the second quarter | median of the last quarter | |\n|---|---|---|---|---|");
        foreach (var trend in run.Trends)
        {
            Line($"| {trend.Name} | {trend.Highest:0.#} | {trend.Second:0.#} | {trend.Last:0.#} | {(trend.IsLevel ? "level" : "not level")} |");
        }

        Line($"\nRead from `/proc` once a second. Level: the last quarter is no more than a tenth above the second. Resident memory holds what the garbage collector has kept for later, too.\n");
    }

    private void Failures()
    {
        if (run.Failures.Any())
        {
            Line($"## Failures that were not injected\n");
            Line($"| how many | viewers of | board | what |\n|---|---|---|---|");
            foreach (var group in run.Failures.GroupBy(visit => (visit.Kind, visit.Board.Name, visit.Failure)).OrderByDescending(group => group.Count()).Take(MostKindsOfFailures))
            {
                Line($"| {group.Count()} | {Words(group.Key.Kind)} | `{group.Key.Name}` | {group.Key.Failure} |");
            }

            Line($"");
        }

        if (run.Errors.Count > 0)
        {
            Line($"## Errors in the log\n\n```text");
            foreach (var error in run.Errors)
            {
                Line($"{error}");
            }

            Line($"```");
        }
    }

    private static string Times(IReadOnlyCollection<Visit> visits)
    {
        var times = visits.Where(visit => visit.Failure is null).Select(visit => visit.Elapsed.TotalMilliseconds).ToList();
        return times.Count == 0 ? "| |" : Text($"{Numbers.Quantile(times, 0.5):0} | {Numbers.Quantile(times, 0.99):0} | {times.Max():0}");
    }

    private static string Words(VisitKind kind) => kind switch
    {
        VisitKind.Page => "the page, as it arrives",
        VisitKind.WholePage => "the page in one piece",
        VisitKind.Embed => "`/embed`",
        VisitKind.Json => "JSON",
        VisitKind.Events => "events",
        VisitKind.HtmlEvents => "events as pieces of the page",
        VisitKind.Badge => "badges",
        VisitKind.Leaver => "something, and left in the middle",
        _ => "`/livez`",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Line(FormattableString text) => _text.Append(Text(text)).Append('\n');
}
