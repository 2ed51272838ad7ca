namespace Aggregator.Soak;

/// <summary>How one viewer fared.</summary>
/// <param name="Kind">What the viewer came for.</param>
/// <param name="Board">The board.</param>
/// <param name="Elapsed">The time to the last byte.</param>
/// <param name="Failure">What was wrong with it; null where nothing was.</param>
internal sealed record Visit(VisitKind Kind, SoakBoard Board, TimeSpan Elapsed, string? Failure);
