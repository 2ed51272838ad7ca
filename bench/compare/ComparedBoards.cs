using System.Globalization;
using System.Text.Json;

namespace Aggregator.Compare;

/// <summary>The application's configuration: a board for each scenario, with nothing shared or limited unless the scenario says so.</summary>
internal static class ComparedBoards
{
    /// <summary>Of one board's sources together: more than loopback has ports for would fail. The peers have the same limit.</summary>
    private const int MostCalls = 4096;

    public static Task WriteAsync(string path, Uri api, Uri delayedApi)
    {
        var sources = new Dictionary<string, object>(StringComparer.Ordinal);
        var boards = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var scenario in Scenario.All)
        {
            var url = scenario.Delay is null ? api : new Uri(delayedApi, $"?delay={scenario.Delay}");
            var names = Enumerable.Range(1, scenario.Sources).Select(i => string.Create(CultureInfo.InvariantCulture, $"{scenario.Board}-{i}")).ToList();
            foreach (var name in names)
            {
                sources[name] = new { Url = url.OriginalString, Select = "/value", Coalesce = scenario.IsShared, MaxConcurrency = MostCalls / scenario.Sources };
            }

            boards[scenario.Board] = new { Sources = names, Combine = "Sum", Format = "0.00" };
        }

        return File.WriteAllTextAsync(path, JsonSerializer.Serialize(new { AllowedHosts = "127.0.0.1", Aggregator = new { Sources = sources, Boards = boards } }));
    }
}
