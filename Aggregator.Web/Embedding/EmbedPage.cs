using Aggregator.Core.Sources;
using Aggregator.Web.Presentation;

namespace Aggregator.Web.Embedding;

/// <summary>The page that says how to show a board elsewhere.</summary>
/// <param name="Board">The board.</param>
/// <param name="Query">What is chosen for the frame.</param>
/// <param name="Snippet">The frame.</param>
/// <param name="Ancestors">The origins of the pages that may frame the board.</param>
public sealed record EmbedPage(Board Board, PageQuery Query, FrameSnippet Snippet, IReadOnlyList<string> Ancestors)
{
    private const string ExampleOrigin = "https://portal.example.com";

    private static readonly int[] UsualTimes = [5, 10, 30, 60, 300, 900];

    /// <summary>The absolute address of the board's page.</summary>
    public required string Url { get; init; }

    /// <summary>The absolute address of the badge.</summary>
    public required string Badge { get; init; }

    /// <summary>The setting that names a portal more, for appsettings.json.</summary>
    public string SettingAsJson => $$"""
        "Aggregator": {
          "Embedding": { "AllowedAncestors": [ {{string.Join(", ", Ancestors.Append(ExampleOrigin).Select(origin => $"\"{origin}\""))}} ] }
        }
        """;

    /// <summary>The same as an environment variable.</summary>
    public string SettingAsVariable => $"Aggregator__Embedding__AllowedAncestors__{Ancestors.Count}={ExampleOrigin}";

    /// <summary>The badge in Markdown, as a link to the board.</summary>
    public string BadgeAsMarkdown => $"[![{MarkdownTitle}]({Badge})]({Url})";

    /// <summary>The times between two refreshes to choose from: what the query writes, and what people read.</summary>
    public IEnumerable<(string Value, string Text)> RefreshChoices =>
    [
        ("", Board.Refresh is { } own ? $"as the board is set: {Every(Seconds(own))}" : "as the board is set: off"),
        .. Board.Refresh is null ? [] : new[] { (PageQuery.Off, "off") },
        .. UsualTimes.Concat(Query.Refresh is { } chosen && chosen != Board.Refresh ? [Seconds(chosen)] : []).Distinct().Order()
            .Select(seconds => ($"{seconds}", Every(seconds))),
    ];

    /// <summary>The choice that is made.</summary>
    public string RefreshChosen => Query.Refresh == Board.Refresh ? "" : Query.Refresh is { } chosen ? $"{Seconds(chosen)}" : PageQuery.Off;

    /// <summary>The title without the characters that would end the text of a Markdown link.</summary>
    private string MarkdownTitle => string.Concat(Snippet.Title.Where(c => c is not ('[' or ']' or '\\' or '`' or '<' or '>')));

    private static string Every(int seconds) => seconds > 60 && seconds % 60 == 0 ? $"every {seconds / 60} min" : $"every {seconds} s";

    private static int Seconds(TimeSpan time) => (int)time.TotalSeconds;
}
