using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Aggregator.Web.Controllers;

/// <summary>What an answer without a body, or an exception, looks like: a page for people, problem details (RFC 9457) for programs.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ErrorController : Controller
{
    /// <summary>Explains the status of the answer.</summary>
    /// <param name="status">The status; without one, an exception brought us here.</param>
    [Route("/error")]
    public IActionResult Show(int? status)
    {
        var path = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        if (path is null)
        {
            // Somebody asks for this page itself.
            status = StatusCodes.Status404NotFound;
        }

        var code = Response.StatusCode = status ?? StatusCodes.Status500InternalServerError;
        var isForPrograms = path is not null && (path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/demo/", StringComparison.OrdinalIgnoreCase));
        return isForPrograms ? Problem(statusCode: code) : View("Error", (code, ReasonPhrases.GetReasonPhrase(code)));
    }
}
