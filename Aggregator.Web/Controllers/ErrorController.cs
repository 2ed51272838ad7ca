using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Aggregator.Web.Controllers;

/// <summary>What an answer without a body, or an exception, looks like: a page for people, problem details (RFC 9457) for programs.</summary>
[AllowAnonymous]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ErrorController : Controller
{
    /// <summary>Explains the status of the answer.</summary>
    [Route("/error")]
    public IActionResult Show()
    {
        // Never from the query: after an exception it still is the viewer's own.
        var (path, status) = (HttpContext.Features.Get<IExceptionHandlerPathFeature>(), HttpContext.Features.Get<IStatusCodeReExecuteFeature>()) switch
        {
            ({ } broken, _) => (broken.Path, StatusCodes.Status500InternalServerError),
            (_, { } answered) => (answered.OriginalPath, answered.OriginalStatusCode),

            // Somebody asks for this page itself.
            _ => (null, StatusCodes.Status404NotFound),
        };

        var code = Response.StatusCode = status;
        var isForPrograms = path is not null && (path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/demo/", StringComparison.OrdinalIgnoreCase));
        return isForPrograms ? Problem(statusCode: code) : View("Error", (code, ReasonPhrases.GetReasonPhrase(code)));
    }
}
