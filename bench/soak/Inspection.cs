using System.Net;
using System.Text.Json;

namespace Aggregator.Soak;

/// <summary>Whether an answer is whole, and shows what it must: a value on each healthy card, the injected fault on the others.</summary>
internal static class Inspection
{
    /// <summary>What is wrong with the answer; null where nothing is.</summary>
    public static string? Inspect(VisitKind kind, SoakBoard board, HttpStatusCode status, string body) =>
        status is not HttpStatusCode.OK ? $"status {(int)status}" : kind switch
        {
            VisitKind.Page or VisitKind.WholePage or VisitKind.Embed => InspectPage(board, body),
            VisitKind.Json => InspectRun(board, JsonDocument.Parse(body).RootElement),
            VisitKind.Events or VisitKind.HtmlEvents => InspectEvents(kind, board, body),
            VisitKind.Badge => body.EndsWith("</svg>", StringComparison.Ordinal) ? null : "badge is cut",
            _ => body is "Healthy" ? null : "not healthy",
        };

    private static string? InspectPage(SoakBoard board, string body)
    {
        var cards = body.Split("<article slot=\"source-")[1..];
        if (!body.TrimEnd().EndsWith("</html>", StringComparison.Ordinal) || cards.Length != board.Sources)
        {
            return "page is cut";
        }

        return SoakBoard.Healthy.All(healthy => cards.Any(card => card.StartsWith($"{healthy}\"", StringComparison.Ordinal) && card.Contains("class=\"value ", StringComparison.Ordinal)))
            ? null
            : "a healthy card without a value on the page";
    }

    private static string? InspectEvents(VisitKind kind, SoakBoard board, string body)
    {
        var parts = body.Split("event: result\n");
        if (parts.Length != 2 || parts[0].Split("event: source\n").Length - 1 != board.Sources)
        {
            return "events are cut";
        }

        return kind is VisitKind.HtmlEvents ? null : InspectRun(board, JsonDocument.Parse(parts[1].Split('\n')[0]["data: ".Length..]).RootElement);
    }

    private static string? InspectRun(SoakBoard board, JsonElement run)
    {
        var wrong = run.GetProperty("sources").EnumerateArray()
            .Select(source => (Name: source.GetProperty("name").GetString()!, Reason: source.GetProperty("reason").GetString()))
            .Where(source => !board.Allows(source.Name, source.Reason))
            .Select(source => $"`{source.Name}` on a card says `{source.Reason ?? "ok"}`");
        return string.Join(", ", wrong) is { Length: > 0 } all ? all : null;
    }
}
