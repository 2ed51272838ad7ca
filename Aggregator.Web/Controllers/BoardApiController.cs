using System.Net.Mime;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Sources;
using Aggregator.Web.Presentation;
using Microsoft.AspNetCore.Mvc;

namespace Aggregator.Web.Controllers;

/// <summary>The same boards for programs.</summary>
[ApiController]
[Route("api/boards")]
public sealed class BoardApiController(BoardCatalog catalog, IAggregationEngine engine) : ControllerBase
{
    /// <summary>Lists the boards. No source is called.</summary>
    [AcceptVerbs("GET", "HEAD")]
    [Produces(MediaTypeNames.Application.Json)]
    public BoardListAnswer List() => BoardListAnswer.From(catalog);

    /// <summary>Runs a board: asks all its sources at once and combines what comes back.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="cancellationToken">Fires when the client leaves.</param>
    /// <response code="200">Every source has a value, or enough of them do.</response>
    /// <response code="404">There is no such board.</response>
    /// <response code="502">The run failed: too few sources, or not the required ones, have a value.</response>
    /// <response code="504">The run failed because the board's deadline came first.</response>
    [AcceptVerbs("GET", "HEAD", Route = "{board}")]
    [ProducesResponseType<BoardAnswer>(StatusCodes.Status200OK, MediaTypeNames.Application.Json)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, MediaTypeNames.Application.ProblemJson)]
    [ProducesResponseType<BoardAnswer>(StatusCodes.Status502BadGateway, MediaTypeNames.Application.Json)]
    [ProducesResponseType<BoardAnswer>(StatusCodes.Status504GatewayTimeout, MediaTypeNames.Application.Json)]
    public async Task<IActionResult> Get(string board, CancellationToken cancellationToken)
    {
        if (catalog.Find(board) is not { } found)
        {
            return Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such board.", detail: Sentences.WhichBoards(catalog.Boards));
        }

        var run = await engine.RunAsync(found, cancellationToken);
        Response.Headers["Server-Timing"] = ServerTiming.Of(run);
        Response.Headers["Aggregator-Status"] = Words.Of(run.Status);
        return StatusCode(HttpStatus.Of(run), BoardAnswer.From(run));
    }
}
