using Aggregator.Core.Aggregation;
using Aggregator.Core.Configuration;
using Aggregator.Web.Access;
using Aggregator.Web.Hosting;
using Aggregator.Web.Presentation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Aggregator.Web.Controllers;

/// <summary>The pages for people.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[EnableRateLimiting(RunLimit.Policy)]
public sealed class BoardController(VisibleBoards catalog, IAggregationEngine engine, FramingPolicy framing) : Controller
{
    /// <summary>Runs a board and shows it; <c>/</c> shows the board <c>default</c>, or which boards there are.</summary>
    [AcceptVerbs("GET", "HEAD", Route = "/")]
    [AcceptVerbs("GET", "HEAD", Route = "/boards/{board}")]
    public Task<IActionResult> Show(string? board, CancellationToken cancellationToken) => PageAsync(board, isEmbedded: false, cancellationToken);

    /// <summary>Lists the boards with their last runs. No source is called.</summary>
    [AcceptVerbs("GET", "HEAD", Route = "/boards")]
    [DisableRateLimiting]
    public ViewResult List() => View("Boards", catalog);

    /// <summary>The same without navigation, made to be framed.</summary>
    [AcceptVerbs("GET", "HEAD", Route = "/embed/{board}")]
    public Task<IActionResult> Embed(string board, CancellationToken cancellationToken) => PageAsync(board, isEmbedded: true, cancellationToken);

    private async Task<IActionResult> PageAsync(string? name, bool isEmbedded, CancellationToken cancellationToken)
    {
        if (catalog.Find(name ?? BoardOptions.DefaultName) is not { } board)
        {
            Response.StatusCode = name is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            return View("Boards", catalog);
        }

        framing.Allow(Response);
        Unbuffered.Prepare(Response);
        RunLimit.DropAfter(Response, board.Deadline, RunLimit.GraceForAnswers);
        var query = PageQuery.Read(Request.Query, board);
        var isStreamed = !query.IsWhole && DeclarativeShadowDom.IsKnownTo(Request.Headers.UserAgent);
        var run = new Run(query.Source is { } only ? board.Only(only) : board, query.Parameters.Values);
        var results = new Arrivals(engine, run, cancellationToken);
        Response.RegisterForDisposeAsync(results);
        var page = new BoardPage(run, results, query, isStreamed, isEmbedded, framing.Ancestors)
        {
            HasOtherBoards = catalog.Boards.Count > 1,
            NewerErrors = catalog.NewerErrors,
        };
        if (isStreamed)
        {
            return new StreamedPage(View("Board", page), page);
        }

        await page.EndAsync();
        return View("Board", page);
    }
}
