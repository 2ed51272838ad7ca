using System.Buffers;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Aggregator.Web.Presentation;

/// <summary>
/// The pieces of a page that leave one by one, each rendered whole before any of it leaves. Where a component breaks, a sentence stands in its place and the page
/// goes on: half a card on the wire would take along what follows it.
/// </summary>
internal static class Pieces
{
    private const int UsualSize = 4096;

    /// <summary>More room than that is not kept for the next piece.</summary>
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? Spare;

    /// <summary>The card of one source.</summary>
    /// <returns>The card in UTF-8; the thread's next piece takes its place.</returns>
    public static ReadOnlySpan<byte> Card(SourceResult result, string? format, ILogger logger) =>
        TryRender(Fragments.Card(result, format), logger, out var card) ? card : Render(Fragments.BrokenCard(result.Source));

    /// <summary>What is known when the last source has answered.</summary>
    /// <inheritdoc cref="Card" path="/returns"/>
    public static ReadOnlySpan<byte> End(AggregateResult run, ILogger logger) =>
        TryRender(Fragments.End(run), logger, out var end) ? end : Render(Fragments.BrokenEnd());

    private static bool TryRender(RenderFragment piece, ILogger logger, out ReadOnlySpan<byte> html)
    {
        try
        {
            html = Render(piece);
            return true;
        }
        catch (Exception e)
        {
            Log.PieceBroke(logger, e.GetType(), e.StackTrace);
            html = default;
            return false;
        }
    }

    private static ReadOnlySpan<byte> Render(RenderFragment piece)
    {
        var room = Spare is { Capacity: <= MostKept } spare ? spare : Spare = new(UsualSize);
        room.ResetWrittenCount();
        Markup.Write(room, piece);
        return room.WrittenSpan;
    }
}
