using Aggregator.Core.Decoding;
using Aggregator.Core.Fetching;

namespace Aggregator.Core.Aggregation;

/// <summary>How a call ended that was made to see what the answer holds.</summary>
/// <param name="Result">How the call ended.</param>
/// <param name="ContentType">The answer's media type; null where it names none, or where there was no answer of a status that counts as success.</param>
/// <param name="Places">What there is to select; none where the answer is a text, or cannot be read.</param>
public sealed record ProbeResult(SourceResult Result, string? ContentType, IReadOnlyList<Place> Places);
