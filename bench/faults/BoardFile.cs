using System.Text.Json;

namespace Aggregator.Faults;

/// <summary>The configuration of a board with one source for each behaviour.</summary>
internal static class BoardFile
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static Task WriteAsync(FaultServer server, string path)
    {
        var sources = server.Addresses.ToDictionary(
            entry => entry.Behaviour.Name,
            entry => new
            {
                Title = $"{entry.Behaviour.Name} {entry.Behaviour.What}",
                Url = entry.Url.OriginalString,
                Timeout = "00:00:03",
                ConnectTimeout = "00:00:02",
            },
            StringComparer.Ordinal);
        var board = new { Title = "Faults", Sources = sources.Keys, Combine = "Count" };
        var configuration = new { Aggregator = new { Sources = sources, Boards = new Dictionary<string, object>(StringComparer.Ordinal) { ["default"] = board } } };
        return File.WriteAllTextAsync(path, JsonSerializer.Serialize(configuration, Readable));
    }
}
