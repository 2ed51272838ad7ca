using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Aggregator.Core.Sources;
using Aggregator.Web.Presentation;
using Microsoft.AspNetCore.Mvc;

namespace Aggregator.Web.Embedding;

/// <summary>What shows a board on a page of somebody else's: an <c>iframe</c> to copy.</summary>
/// <param name="Url">The absolute address of what is framed.</param>
/// <param name="Title">What assistive technology calls the frame.</param>
/// <param name="Height">The height in pixels.</param>
public sealed record FrameSnippet(string Url, string Title, int Height)
{
    /// <summary>The headline, the head of the waterfall and the foot.</summary>
    private const int OwnHeight = 560;

    /// <summary>The cards stand in rows of so many in a frame of common width, each row so high.</summary>
    private const int CardsInARow = 3;

    private const int HeightOfARow = 236;

    /// <summary>What each source adds to the waterfall.</summary>
    private const int HeightOfASource = 40;

    /// <summary>What the choice of parameters adds, in one row.</summary>
    private const int HeightOfAForm = 48;

    /// <summary>A frame that is higher than most screens is worse than one that scrolls.</summary>
    private const int GreatestHeight = 1200;

    /// <summary>People shall read the title in the snippet, so letters of all scripts stay; what HTML needs escaped is.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The width as an attribute of the <c>iframe</c>: pixels or a share.</summary>
    public string Width { get; init; } = "100%";

    /// <summary>The origin of the frame, as the messages it sends name it.</summary>
    public required string Origin { get; init; }

    /// <summary>
    /// A script for the framing page, which makes frames as high as the board in them. The message is <c>{ type: "aggregator:height", height }</c>.
    /// </summary>
    public string HeightListener => $$"""
        addEventListener("message", ({ origin, source, data }) => {
          if (origin !== {{JsonSerializer.Serialize(Origin)}} || data?.type !== "aggregator:height") return;
          for (const frame of document.querySelectorAll("iframe")) {
            if (frame.contentWindow === source) frame.height = Math.ceil(data.height);
          }
        });
        """;

    /// <summary>Frames a board as the query shows it.</summary>
    public static FrameSnippet Of(Board board, PageQuery query, IUrlHelper urls)
    {
        var request = urls.ActionContext.HttpContext.Request;
        return new(
            urls.Action("Embed", "Board", new { board = board.Name }, request.Scheme) + query.ForFrame(),
            query.Source is { } source ? $"{board.Title}: {source.Title}" : board.Title,
            HeightFor(query.Source is { } only ? board.Only(only) : board))
        {
            Origin = $"{request.Scheme}://{request.Host}",
        };
    }

    private static int HeightFor(Board board) => Math.Min(
        OwnHeight + (board.Parameters.Count > 0 ? HeightOfAForm : 0) + (HeightOfARow * (1 + ((board.Sources.Count - 1) / CardsInARow))) + (HeightOfASource * board.Sources.Count),
        GreatestHeight);

    /// <summary>The HTML.</summary>
    /// <remarks>The border goes by an attribute, because a portal's Content-Security-Policy may refuse styles.</remarks>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""<iframe src="{Encoder.Encode(Url)}" title="{Encoder.Encode(Title)}" width="{Encoder.Encode(Width)}" height="{Height}" loading="lazy" frameborder="0"></iframe>""");
}
