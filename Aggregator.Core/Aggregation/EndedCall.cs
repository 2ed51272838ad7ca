using Aggregator.Core.Fetching;

namespace Aggregator.Core.Aggregation;

/// <summary>A source that is done.</summary>
/// <param name="Result">How its call ended.</param>
/// <param name="At">When: a timestamp.</param>
internal readonly record struct EndedCall(SourceResult Result, long At);
