using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Aggregator.Micro;

/// <summary>What a board costs for each of its sources, beyond the same calls made bare in the same run; only where that is measured.</summary>
internal sealed class BeyondBareColumn : IColumn
{
    private readonly Func<BenchmarkReport, double?> _cost;

    private BeyondBareColumn(string name, string legend, Func<BenchmarkReport, double?> cost) => (ColumnName, Legend, _cost) = (name, legend, cost);

    public static BeyondBareColumn Microseconds { get; } =
        new("µs/source", "Time per source beyond the bare calls", report => report.ResultStatistics?.Mean / 1000);

    /// <summary>All that is allocated meanwhile, on whatever thread.</summary>
    public static BeyondBareColumn Bytes { get; } =
        new("B/source", "Allocated per source beyond the bare calls", report => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase));

    public string Id => ColumnName;

    public string ColumnName { get; }

    public string Legend { get; }

    public bool AlwaysShow => false;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(IsOfBoard);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => !IsOfBoard(benchmarkCase);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        if (!IsOfBoard(benchmarkCase) || Bare(summary, benchmarkCase) is not { } bare || bare == benchmarkCase)
        {
            return "";
        }

        var sources = (int)benchmarkCase.Parameters[nameof(EngineBenchmarks.Sources)];
        return ((Cost(summary, benchmarkCase) - Cost(summary, bare)) / sources)?.ToString("0.0", CultureInfo.InvariantCulture) ?? "?";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    private static bool IsOfBoard(BenchmarkCase benchmarkCase) => benchmarkCase.Descriptor.Type == typeof(EngineBenchmarks);

    private static BenchmarkCase? Bare(Summary summary, BenchmarkCase benchmarkCase) => summary.BenchmarksCases.FirstOrDefault(other =>
        other.Descriptor.Baseline && string.Equals(other.Parameters.ValueInfo, benchmarkCase.Parameters.ValueInfo, StringComparison.Ordinal));

    private double? Cost(Summary summary, BenchmarkCase benchmarkCase) => summary[benchmarkCase] is { Success: true } report ? _cost(report) : null;
}
