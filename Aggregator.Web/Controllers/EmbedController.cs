using Aggregator.Web.Access;
using Aggregator.Web.Embedding;
using Aggregator.Web.Hosting;
using Aggregator.Web.Presentation;
using Microsoft.AspNetCore.Mvc;

namespace Aggregator.Web.Controllers;

/// <summary>How to show a board elsewhere.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class EmbedController(VisibleBoards catalog, FramingPolicy framing) : Controller
{
    /// <summary>Shows the frame to copy, as the query shapes it, and who may frame it. No source is called by this page itself.</summary>
    /// <param name="board">The board's name.</param>
    [AcceptVerbs("GET", "HEAD", Route = "/boards/{board}/embed")]
    public IActionResult Show(string board)
    {
        if (catalog.Find(board) is not { } found)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return View("/Views/Board/Boards.cshtml", catalog);
        }

        FramingPolicy.AllowPreview(Response);
        var query = PageQuery.Read(Request.Query, found);
        return View(new EmbedPage(found, query, FrameSnippet.Of(found, query, Url), framing.Ancestors)
        {
            Url = Url.Action("Show", "Board", new { board = found.Name }, Request.Scheme) + query.ForFrame(),
            Badge = Url.Action("Show", "Badge", new { board = found.Name, source = query.Source?.Name }, Request.Scheme) + query.ForAnswers(),
        });
    }
}
