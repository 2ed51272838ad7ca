using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>Why a source could not be called: another one, whose answer it needs.</summary>
/// <param name="Source">The other source.</param>
/// <param name="HasValue">Whether that one answered, but without what is needed, or with something that cannot be sent.</param>
public sealed record DependencyFailure(Source Source, bool HasValue);
