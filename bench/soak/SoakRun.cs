namespace Aggregator.Soak;

/// <summary>What came of a soak.</summary>
/// <param name="Elapsed">How long viewers came.</param>
/// <param name="Visits">How each fared.</param>
/// <param name="NotSent">How many were not sent because too many were waiting.</param>
/// <param name="Samples">What the process held, second by second.</param>
/// <param name="Errors">What its log says of errors.</param>
/// <param name="LogLines">How long its log is.</param>
/// <param name="ExitCode">Its exit code after SIGTERM.</param>
internal sealed record SoakRun(
    TimeSpan Elapsed,
    IReadOnlyList<Visit> Visits,
    int NotSent,
    IReadOnlyList<Sample> Samples,
    IReadOnlyCollection<string> Errors,
    int LogLines,
    int ExitCode)
{
    public IReadOnlyList<Trend> Trends { get; } =
    [
        Trend.Of("memory (RSS), MB", Samples, sample => sample.MegaBytes, slack: 16),
        Trend.Of("descriptors", Samples, sample => sample.Descriptors, slack: 40),
        Trend.Of("threads", Samples, sample => sample.Threads, slack: 6),
    ];

    public IEnumerable<Visit> Failures => Visits.Where(visit => visit.Failure is not null);

    /// <summary>Nobody met a failure that was not injected, nothing grew, and the end was in order.</summary>
    public bool IsGood => !Failures.Any() && NotSent == 0 && Errors.Count == 0 && ExitCode == 0 && Trends.All(trend => trend.IsLevel);
}
