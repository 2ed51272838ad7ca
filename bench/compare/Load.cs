namespace Aggregator.Compare;

/// <summary>What came of driving a server for a while.</summary>
/// <param name="Pages">How many pages it answered.</param>
/// <param name="Failed">How many requests failed.</param>
/// <param name="PagesPerSecond">How many it answered each second.</param>
/// <param name="CpuMs">The processor time of the server for a page, in milliseconds.</param>
/// <param name="P50Ms">The median of the times that viewers waited.</param>
/// <param name="P99Ms">What 99 of 100 did not have to wait longer than.</param>
/// <param name="SlowestMs">The longest time that one waited.</param>
/// <param name="BytesBefore">The server's memory before.</param>
/// <param name="BytesHighest">The server's memory at most.</param>
/// <param name="Calls">How often the API that answers at once was called for a page.</param>
internal sealed record Load(
    long Pages, long Failed, double PagesPerSecond, double CpuMs, double P50Ms, double P99Ms, double SlowestMs, long BytesBefore, long BytesHighest, double Calls);
