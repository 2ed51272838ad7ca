using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>Why a source could not be called: another one, whose answer it needs, or what was chosen.</summary>
/// <param name="Problem">What was missing.</param>
/// <param name="Source">The other source; null where it is about a parameter.</param>
/// <param name="Parameter">What people read for the parameter; null where it is about another source.</param>
public sealed record DependencyFailure(DependencyProblem Problem, Source? Source = null, string? Parameter = null);
