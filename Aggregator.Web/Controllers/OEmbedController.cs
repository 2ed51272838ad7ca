using System.Globalization;
using Aggregator.Core.Configuration;
using Aggregator.Core.Sources;
using Aggregator.Web.Access;
using Aggregator.Web.Embedding;
using Aggregator.Web.Presentation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Aggregator.Web.Controllers;

/// <summary>Tells wikis and portals into which somebody pastes the address of a board how to show it (oembed.com).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class OEmbedController(VisibleBoards catalog) : ControllerBase
{
    /// <summary>Answers with a frame of the board.</summary>
    /// <param name="url">The address of a board's page, or of its embedded form, on this application.</param>
    /// <param name="maxwidth">The greatest width in pixels.</param>
    /// <param name="maxheight">The greatest height in pixels.</param>
    /// <param name="format">Only <c>json</c>.</param>
    [AcceptVerbs("GET", "HEAD", Route = "/oembed")]
    public IActionResult Get(string? url, string? maxwidth, string? maxheight, string? format)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return Problem(statusCode: StatusCodes.Status400BadRequest, detail: "url is the absolute address of a board's page.");
        }

        if (!TryReadPixels(maxwidth, out var width) || !TryReadPixels(maxheight, out var height))
        {
            return Problem(statusCode: StatusCodes.Status400BadRequest, detail: "maxwidth and maxheight are whole numbers of pixels, at least 1.");
        }

        if (format is not (null or "" or "json"))
        {
            return Problem(statusCode: StatusCodes.Status501NotImplemented, detail: "The only format is json.");
        }

        if (FindBoard(address) is not { } board)
        {
            return Problem(statusCode: StatusCodes.Status404NotFound, detail: "There is no board at that address.");
        }

        var query = PageQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(address.Query)), board);
        var home = $"{Request.Scheme}://{Request.Host}{Request.PathBase}/";
        return new JsonResult(OEmbedAnswer.From(FrameSnippet.Of(board, query, Url), home, width, height));
    }

    private static bool TryReadPixels(string? text, out int? pixels)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
        pixels = isNumber ? number : null;
        return isNumber || string.IsNullOrEmpty(text);
    }

    /// <summary>The board at an address of this application, as <see cref="BoardController"/> routes it; http and https are the same host.</summary>
    private Board? FindBoard(Uri address)
    {
        if (!Uri.TryCreate($"{address.Scheme}://{Request.Host}", UriKind.Absolute, out var own)
            || !address.Host.Equals(own.Host, StringComparison.OrdinalIgnoreCase)
            || address.Port != own.Port
            || !PathString.FromUriComponent(address).StartsWithSegments(Request.PathBase, StringComparison.OrdinalIgnoreCase, out var path))
        {
            return null;
        }

        return (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [] => catalog.Find(BoardOptions.DefaultName),
            [var route, var name] when route.ToUpperInvariant() is "BOARDS" or "EMBED" => catalog.Find(name),
            _ => null,
        };
    }
}
