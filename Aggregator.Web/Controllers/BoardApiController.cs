using System.Net.Mime;
using Aggregator.Core.Aggregation;
using Aggregator.Web.Access;
using Aggregator.Web.Hosting;
using Aggregator.Web.Presentation;
using Aggregator.Web.Presentation.Answers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Aggregator.Web.Controllers;

/// <summary>The same boards for programs.</summary>
[ApiController]
[Route("api/boards")]
[EnableRateLimiting(RunLimit.Policy)]
public sealed class BoardApiController(VisibleBoards catalog, IAggregationEngine engine, BoardEvents events) : ControllerBase
{
    /// <summary>Lists the boards with their last runs. No source is called.</summary>
    [AcceptVerbs("GET", "HEAD")]
    [Produces(MediaTypeNames.Application.Json)]
    [DisableRateLimiting]
    public BoardListAnswer List() => BoardListAnswer.From(catalog);

    /// <summary>Runs a board: asks all its sources at once and combines what comes back.</summary>
    /// <remarks>What <c>/api/boards</c> lists as the board's parameters can be chosen by the query.</remarks>
    /// <param name="board">The board's name.</param>
    /// <param name="cancellationToken">Fires when the client leaves.</param>
    /// <response code="200">Every source has a value, or enough of them do.</response>
    /// <response code="400">A parameter of the board has a value that is not allowed; nothing was asked.</response>
    /// <response code="404">There is no such board.</response>
    /// <response code="502">The run failed: too few sources, or not the required ones, have a value.</response>
    /// <response code="504">The run failed because the board's deadline came first.</response>
    [AcceptVerbs("GET", "HEAD", Route = "{board}")]
    [ProducesResponseType<BoardAnswer>(StatusCodes.Status200OK, MediaTypeNames.Application.Json)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, MediaTypeNames.Application.ProblemJson)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, MediaTypeNames.Application.ProblemJson)]
    [ProducesResponseType<BoardAnswer>(StatusCodes.Status502BadGateway, MediaTypeNames.Application.Json)]
    [ProducesResponseType<BoardAnswer>(StatusCodes.Status504GatewayTimeout, MediaTypeNames.Application.Json)]
    public async Task<IActionResult> Get(string board, CancellationToken cancellationToken)
    {
        if (catalog.Find(board) is not { } found)
        {
            return Problem(statusCode: StatusCodes.Status404NotFound, title: Sentences.NoSuchBoard, detail: Sentences.WhichBoards(catalog.Boards));
        }

        var chosen = ChosenParameters.Read(Request.Query, found);
        if (chosen.Refused.Count > 0)
        {
            return Problem(statusCode: StatusCodes.Status400BadRequest, title: ParameterSentences.NotAllowed, detail: ParameterSentences.WhichValues(chosen));
        }

        RunLimit.DropAfter(Response, found.Deadline, RunLimit.GraceForAnswers);
        return new RunAsJson(await engine.RunAsync(new Run(found, chosen.Values), cancellationToken));
    }

    /// <summary>Runs a board and tells of each source as it answers, as server-sent events: <c>source</c> for each, then <c>result</c>.</summary>
    /// <param name="board">The board's name.</param>
    /// <param name="source">The name of the one source to ask, with those whose answers it needs; without it all are.</param>
    /// <param name="format"><c>json</c>, or <c>html</c> for pieces of the page.</param>
    /// <param name="lastEventId">Sent by a browser that connects again although the run is over.</param>
    /// <param name="cancellationToken">Fires when the client leaves.</param>
    /// <response code="200">The events.</response>
    /// <response code="400">A parameter of the board has a value that is not allowed; nothing was asked.</response>
    /// <response code="204">The run is over; there is nothing to connect for again.</response>
    /// <response code="404">There is no such board, or no such source on it.</response>
    [HttpGet("{board}/events")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/event-stream")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest, MediaTypeNames.Application.ProblemJson)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, MediaTypeNames.Application.ProblemJson)]
    public IResult Events(
        string board, string? source, string? format, [FromHeader(Name = "Last-Event-ID")] string? lastEventId, CancellationToken cancellationToken)
    {
        if (catalog.Find(board) is not { } found)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status404NotFound, title: Sentences.NoSuchBoard, detail: Sentences.WhichBoards(catalog.Boards));
        }

        if (!string.IsNullOrEmpty(source))
        {
            if (found.Find(source) is not { } only)
            {
                return TypedResults.Problem(
                    statusCode: StatusCodes.Status404NotFound, title: "There is no such source on this board.", detail: Sentences.WhichSources(found.Sources));
            }

            found = found.Only(only);
        }

        var chosen = ChosenParameters.Read(Request.Query, found);
        if (chosen.Refused.Count > 0)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status400BadRequest, title: ParameterSentences.NotAllowed, detail: ParameterSentences.WhichValues(chosen));
        }

        Unbuffered.Prepare(Response);
        RunLimit.DropAfter(Response, found.Deadline, RunLimit.GraceForEvents);
        return lastEventId is null
            ? TypedResults.ServerSentEvents(events.StreamAsync(new Run(found, chosen.Values), isHtml: format is "html", cancellationToken))
            : TypedResults.NoContent();
    }
}
