using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Sources;
using Aggregator.Web.Components;
using Microsoft.AspNetCore.Html;

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

    /// <summary>Made once for each board, as long as its configuration is in force.</summary>
    private static readonly ConditionalWeakTable<Board, MarkupContent> Frames = [];

    /// <summary>Whether the viewer may see other boards, too.</summary>
    public bool HasOtherBoards { get; init; }

    /// <summary>How many errors a newer configuration has, which is not in force for that reason; 0 where there is none.</summary>
    public int NewerErrors { get; init; }

    /// <summary>The board.</summary>
    public Board Board => Run.Board;

    /// <summary>The places of the board, waiting for the results.</summary>
    public IHtmlContent Frame => Query.Source is null ? Frames.GetValue(Board, FrameOf) : FrameOf(Board);

    /// <summary>
    /// Writes each card when its source answers, then what is known at the end. Cards that are there at the same time leave together; what comes last leaves
    /// with the end of the page.
    /// </summary>
    /// <param name="body">Where they go.</param>
    public async Task StreamAsync(PipeWriter body)
    {
        var waiting = 0;
        while (await Results.NextAsync() is { } result)
        {
            waiting += Markup.Write(body, Fragments.Card(result, Board.Format));
            if (!Results.IsHere || waiting > MostWaiting)
            {
                await body.FlushAsync();
                waiting = 0;
            }
        }

        Markup.Write(body, Fragments.End(Run.Result));
    }

    /// <summary>Waits for the whole run.</summary>
    public async Task<AggregateResult> WholeAsync()
    {
        while (await Results.NextAsync() is not null)
        {
            // The run collects the results itself.
        }

        return Run.Result;
    }

    private static MarkupContent FrameOf(Board board) => new(Fragments.Frame(board, run: null));
}
