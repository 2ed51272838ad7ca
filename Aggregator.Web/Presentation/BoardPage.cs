using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;

namespace Aggregator.Web.Presentation;

/// <summary>A page that shows one run of a board.</summary>
/// <param name="Run">The run.</param>
/// <param name="Results">Its results, as they arrive; reading them starts the run.</param>
/// <param name="Query">What the viewer asks of the page.</param>
/// <param name="IsStreamed">Whether the page leaves piece by piece.</param>
/// <param name="IsEmbedded">Whether the page is made to be framed.</param>
/// <param name="Ancestors">The origins of the pages that may frame it.</param>
public sealed record BoardPage(
    Run Run, IAsyncEnumerable<SourceResult> Results, PageQuery Query, bool IsStreamed, bool IsEmbedded, IReadOnlyList<string> Ancestors)
{
    /// <summary>Whether the viewer may see other boards, too.</summary>
    public bool HasOtherBoards { get; init; }

    /// <summary>How many errors a newer configuration has, which is not in force for that reason; 0 where there is none.</summary>
    public int NewerErrors { get; init; }

    /// <summary>The board.</summary>
    public Board Board => Run.Board;

    /// <summary>Waits for the whole run.</summary>
    public async Task<AggregateResult> WholeAsync()
    {
        await foreach (var _ in Results)
        {
            // The run collects the results itself.
        }

        return Run.Result;
    }
}
