using Aggregator.Core.Configuration;
using Aggregator.Web.Access;
using Aggregator.Web.Presentation.Answers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Controllers;

/// <summary>APIs to try a board with, off unless <c>Aggregator:Demo:Enabled</c>.</summary>
[ApiController]
[Authorize(Policy = AccessExtensions.ThisMachine)]
[Route("demo")]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class DemoController(IOptions<AggregatorOptions> options, TimeProvider time) : ControllerBase
{
    /// <summary>A number in [0, 1), after a delay.</summary>
    /// <param name="delay">How long to wait: <c>2s</c>, <c>500ms</c> or <c>00:00:02</c>; at most 30 s.</param>
    /// <param name="cancellationToken">Fires when the client leaves.</param>
    [HttpGet("random")]
    public async Task<IActionResult> Random(string? delay, CancellationToken cancellationToken)
    {
        if (!options.Value.Demo.Enabled)
        {
            return NotFound();
        }

        if (!DemoDelay.TryParse(delay, out var wait))
        {
            return Problem(statusCode: StatusCodes.Status400BadRequest, title: "That is no delay.", detail: DemoDelay.Rule);
        }

        await Task.Delay(wait, time, cancellationToken);
        return Ok(new DemoAnswer(System.Random.Shared.Next(10_000) / 10_000m));
    }
}
