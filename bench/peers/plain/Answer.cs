namespace Aggregator.Peers.Plain;

/// <summary>What the API answers.</summary>
/// <param name="Value">The value.</param>
public sealed record Answer(double Value);
