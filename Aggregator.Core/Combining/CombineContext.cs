using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Combining;

/// <summary>What a combiner works on.</summary>
/// <param name="Board">The board.</param>
/// <param name="Results">How each call ended, in the board's order, whatever the order of arrival.</param>
public sealed record CombineContext(Board Board, IReadOnlyList<SourceResult> Results)
{
    /// <summary>The results that have a value, in the board's order.</summary>
    public IEnumerable<SourceResult> Answered => Results.Where(result => result.IsOk);
}
