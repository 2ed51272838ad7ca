using System.IO.Pipelines;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Sources;
using Aggregator.Web.Components;

namespace Aggregator.Web.Presentation;

/// <summary>A page that shows one run of a board.</summary>
/// <param name="Run">The run.</param>
/// <param name="Results">Its results, as they arrive.</param>
/// <param name="Query">What the viewer asks of the page.</param>
/// <param name="IsStreamed">Whether the page leaves piece by piece.</param>
/// <param name="IsEmbedded">Whether the page is made to be framed.</param>
/// <param name="Ancestors">The origins of the pages that may frame it.</param>
public sealed record BoardPage(
    Run Run, Arrivals Results, PageQuery Query, bool IsStreamed, bool IsEmbedded, IReadOnlyList<string> Ancestors)
{
    /// <summary>How many bytes of cards may be in memory at once, where values are large and the viewer reads slowly.</summary>
    private const int MostWaiting = 64 * 1024;

    /// <summary>Whether the viewer may see other boards, too.</summary>
    public bool HasOtherBoards { get; init; }

    /// <summary>How many errors a newer configuration has, which is not in force for that reason; 0 where there is none.</summary>
    public int NewerErrors { get; init; }

    /// <summary>The board.</summary>
    public Board Board => Run.Board;

    /// <summary>
    /// Writes each card when its source answers, then what is known at the end. Cards that are there at the same time leave together; what comes last leaves
    /// with the end of the page.
    /// </summary>
    /// <param name="body">Where they go.</param>
    /// <param name="pathBase">The path below which the application is shown; ends with a slash.</param>
    /// <param name="logger">The log, for a piece that breaks.</param>
    public async Task StreamAsync(PipeWriter body, string pathBase, ILogger logger)
    {
        var waiting = 0;
        while (await Results.NextAsync() is { } result)
        {
            waiting += Pieces.WriteCard(body, result, Board.Format, logger);
            if (!Results.IsHere || waiting > MostWaiting)
            {
                await body.FlushAsync();
                waiting = 0;
            }
        }

        Pieces.WriteEnd(body, Run.Result, logger);

        // The head has left long ago; browsers take the last icon they find.
        Markup.Write(body, Fragments.Icon(Look.Of(Run.Result), pathBase));
    }

    /// <summary>Waits for the whole run.</summary>
    public async Task EndAsync()
    {
        while (await Results.NextAsync() is not null)
        {
            // The run collects the results itself.
        }
    }
}
