using Aggregator.Core.Aggregation;
using Aggregator.Web.Access;
using Aggregator.Web.Embedding;
using Aggregator.Web.Hosting;
using Aggregator.Web.Presentation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Aggregator.Web.Controllers;

/// <summary>A board, or one source of it, as a small image for wikis.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[EnableRateLimiting(RunLimit.Policy)]
public sealed class BadgeController(VisibleBoards catalog, IAggregationEngine engine) : ControllerBase
{
    /// <summary>Runs the board, or asks the one source, and shows how that went. What is not there is a badge that says so, with the status 404; what cannot be chosen has its default.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="source">The source's name; null for the whole board.</param>
    /// <param name="cancellationToken">Fires when the viewer leaves.</param>
    [AcceptVerbs("GET", "HEAD", Route = "/badge/{board}.svg", Order = 1)]
    [AcceptVerbs("GET", "HEAD", Route = "/badge/{board}/{source}.svg")]
    public async Task<IActionResult> Show(string board, string? source, CancellationToken cancellationToken)
    {
        if (catalog.Find(board) is not { } found)
        {
            return Image(StatusBadge.Unknown("no such board"), StatusCodes.Status404NotFound);
        }

        var chosen = ChosenParameters.Read(Request.Query, found).Values;
        if (source is null)
        {
            return Image(StatusBadge.Of(await engine.RunAsync(new Run(found, chosen), cancellationToken)), StatusCodes.Status200OK);
        }

        if (found.Find(source) is not { } only)
        {
            return Image(StatusBadge.Unknown("no such source"), StatusCodes.Status404NotFound);
        }

        // Those whose answers it needs are asked as well.
        var run = await engine.RunAsync(new Run(found.Only(only), chosen), cancellationToken);
        return Image(StatusBadge.Of(run.Sources.Single(result => result.Source == only), found.Format), StatusCodes.Status200OK);
    }

    private ContentResult Image(StatusBadge badge, int status)
    {
        FramingPolicy.AllowImage(Response);
        return new() { Content = badge.ToString(), ContentType = "image/svg+xml", StatusCode = status };
    }
}
