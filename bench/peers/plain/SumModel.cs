namespace Aggregator.Peers.Plain;

/// <summary>What the page shows.</summary>
/// <param name="Values">The values, in order.</param>
/// <param name="Elapsed">How long it took to get them.</param>
public sealed record SumModel(IReadOnlyList<double> Values, TimeSpan Elapsed)
{
    /// <summary>What they add up to.</summary>
    public double Sum => Values.Sum();
}
