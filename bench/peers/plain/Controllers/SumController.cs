using Microsoft.AspNetCore.Mvc;

namespace Aggregator.Peers.Plain.Controllers;

/// <summary>A page with the sum of so many calls.</summary>
public sealed class SumController(IHttpClientFactory clients, IConfiguration configuration) : Controller
{
    /// <summary>Asks the API so many times at once.</summary>
    [HttpGet("/{sources:int}/{delay?}")]
    public async Task<IActionResult> IndexAsync(int sources, string? delay, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var url = new Uri(delay is null ? configuration["Api"]! : $"{configuration["DelayedApi"]}?delay={delay}");
        var client = clients.CreateClient("api");
        var answers = await Task.WhenAll(Enumerable.Range(0, sources).Select(_ => client.GetFromJsonAsync<Answer>(url, cancellationToken)));
        return View("Index", new SumModel([.. answers.Select(answer => answer!.Value)], TimeProvider.System.GetElapsedTime(began)));
    }
}
