using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>What stands in for a source that has no value of its own.</summary>
/// <param name="Missing">Why it has none.</param>
/// <param name="Source">The source whose value it is; null for the fixed one.</param>
public sealed record Substitute(Reason Missing, Source? Source);
