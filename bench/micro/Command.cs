using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;

namespace Aggregator.Micro;

/// <summary>Measures time and allocations of the pieces that a page is made of.</summary>
internal static class Command
{
    /// <summary>Good enough to compare the rows of one run, all of which then take two or three minutes.</summary>
    private static readonly string[] Short = ["--job", "short", "--iterationTime", "200"];

    private static readonly string[] All = ["--filter", "*"];

    /// <summary>Otherwise BenchmarkDotNet makes a program of its own for each run and builds it together with the whole application, which takes longer than to measure.</summary>
    private static readonly string[] InThisProcess = ["--inProcess"];

    public static int Main(string[] args)
    {
        string[] whole = [.. args, .. Unless(args, All, "-f", "--filter", "--list"), .. Unless(args, Short, "-j", "--job"), .. InThisProcess];
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Command).Assembly).Run(whole, Config());
        return summaries.All(summary => summary.Reports.All(report => report.Success)) ? 0 : 1;
    }

    private static ManualConfig Config() => DefaultConfig.Instance
        .AddDiagnoser(MemoryDiagnoser.Default)
        .HideColumns(Column.Job, Column.Error, Column.StdDev, Column.Median, Column.Gen0, Column.Gen1, Column.Gen2, Column.RatioSD, Column.AllocRatio)
        .AddColumn(BeyondBareColumn.Microseconds, BeyondBareColumn.Bytes);

    private static string[] Unless(string[] args, string[] usual, params string[] given) => args.Any(given.Contains) ? [] : usual;
}
