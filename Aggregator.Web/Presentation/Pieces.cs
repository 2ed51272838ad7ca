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
    /// <summary>The card of one source.</summary>
    public static string Card(SourceResult result, string? format, ILogger logger) => Scratch.Text(MakeCard(result, format, logger));

    /// <summary>What is known when the last source has answered.</summary>
    public static string End(AggregateResult run, ILogger logger) => Scratch.Text(MakeEnd(run, logger));

    /// <summary>Writes the card of one source.</summary>
    /// <returns>How many bytes it has.</returns>
    public static int WriteCard(IBufferWriter<byte> output, SourceResult result, string? format, ILogger logger) => Write(output, MakeCard(result, format, logger));

    /// <summary>Writes what is known when the last source has answered.</summary>
    public static void WriteEnd(IBufferWriter<byte> output, AggregateResult run, ILogger logger) => Write(output, MakeEnd(run, logger));

    private static ArrayBufferWriter<byte> MakeCard(SourceResult result, string? format, ILogger logger) =>
        Make(Fragments.Card(result, format), Fragments.BrokenCard(result.Source), logger);

    private static ArrayBufferWriter<byte> MakeEnd(AggregateResult run, ILogger logger) => Make(Fragments.End(run), Fragments.BrokenEnd(), logger);

    private static ArrayBufferWriter<byte> Make(RenderFragment piece, RenderFragment broken, ILogger logger)
    {
        var html = Scratch.Take();
        try
        {
            Markup.Write(html, piece);
        }
        catch (Exception e)
        {
            Log.PieceBroke(logger, e.GetType(), e.StackTrace);
            html.ResetWrittenCount();
            Markup.Write(html, broken);
        }

        return html;
    }

    private static int Write(IBufferWriter<byte> output, ArrayBufferWriter<byte> html)
    {
        var length = html.WrittenCount;
        output.Write(html.WrittenSpan);
        Scratch.Return(html);
        return length;
    }
}
