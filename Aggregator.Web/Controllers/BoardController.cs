using Aggregator.Core.Aggregation;
using Aggregator.Core.Configuration;
using Aggregator.Core.Sources;
using Microsoft.AspNetCore.Mvc;

namespace Aggregator.Web.Controllers;

/// <summary>The pages for people.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class BoardController(BoardCatalog catalog, IAggregationEngine engine) : Controller
{
    /// <summary>Runs a board and shows it; <c>/</c> shows the board <c>default</c>, or which boards there are.</summary>
    [AcceptVerbs("GET", "HEAD", Route = "/")]
    [AcceptVerbs("GET", "HEAD", Route = "/boards/{board}")]
    public async Task<IActionResult> Show(string? board, CancellationToken cancellationToken)
    {
        if (catalog.Find(board ?? BoardOptions.DefaultName) is { } found)
        {
            return View("Board", await engine.RunAsync(found, cancellationToken));
        }

        Response.StatusCode = board is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        return View("Boards", catalog.Boards);
    }
}
