using System.Globalization;
using Aggregator.Core.Configuration;
using Aggregator.Core.Sources;

namespace Aggregator.Web.Presentation;

/// <summary>What a viewer asks of a page: <c>?theme=dark&amp;refresh=30&amp;source=api-a&amp;stream=off</c>, and what the board lets choose. What is not known falls back, and the page says so.</summary>
public sealed class PageQuery
{
    /// <summary>The themes; the first one follows the viewer's system.</summary>
    public static readonly IReadOnlyList<string> Themes = ["auto", "light", "dark"];

    /// <summary>No auto refresh; no streaming.</summary>
    internal const string Off = "off";

    private const int LongestEcho = 40;

    private readonly List<string> _notices = [];
    private readonly TimeSpan? _ownRefresh;

    private PageQuery(Board board, ChosenParameters parameters)
    {
        Refresh = _ownRefresh = board.Refresh;
        Parameters = parameters;
    }

    /// <summary>One of <see cref="Themes"/>.</summary>
    public string Theme { get; private set; } = Themes[0];

    /// <summary>How long the page waits until it asks again by itself; null where it does not.</summary>
    public TimeSpan? Refresh { get; private set; }

    /// <summary>The one source to show; null for all.</summary>
    public Source? Source { get; private set; }

    /// <summary>What is chosen of the board's parameters.</summary>
    public ChosenParameters Parameters { get; }

    /// <summary>Whether the viewer wants the page in one piece.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>What was asked for and is not possible: one sentence each.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <summary>Reads the query of a request for a page of the board.</summary>
    public static PageQuery Read(IQueryCollection query, Board board)
    {
        var page = new PageQuery(board, ChosenParameters.Read(query, board));
        page.ReadTheme(query["theme"]);
        page.ReadRefresh(query["refresh"]);
        page.ReadSource(query["source"], board);
        page.ReadStream(query["stream"]);
        foreach (var (parameter, text) in page.Parameters.Refused)
        {
            page.Refuse(parameter.Title, text, ParameterSentences.Instead(parameter));
        }

        return page;
    }

    /// <summary>The same query with another time between two refreshes, for a link.</summary>
    /// <param name="refresh">The time in whole seconds; null for none.</param>
    public string WithRefresh(TimeSpan? refresh) => Write(("refresh", refresh is { } time ? Seconds(time) : Off));

    /// <summary>The query of the events that fill the page anew, for a link.</summary>
    public string ForEvents() => QueryString.Create([new("format", "html"), .. OwnParts().Where(part => part.Key is "source"), .. Parameters.Parts]).ToString();

    /// <summary>The query of an answer or a badge of the same, for a link.</summary>
    public string ForAnswers() => QueryString.Create(Parameters.Parts).ToString();

    /// <summary>The query of another page or frame that shows the same, for a link; a time that the board itself sets is not named, so that it may change.</summary>
    public string ForFrame() => HasOwnRefresh ? QueryString.Create(Parts()).ToString() : WithRefresh(Refresh);

    /// <summary>What a form that chooses parameters has to keep of the query, but for the time between two refreshes.</summary>
    internal IEnumerable<KeyValuePair<string, string?>> OwnParts()
    {
        if (!string.Equals(Theme, Themes[0], StringComparison.Ordinal))
        {
            yield return new("theme", Theme);
        }

        if (Source is not null)
        {
            yield return new("source", Source.Name);
        }

        if (IsWhole)
        {
            yield return new("stream", Off);
        }
    }

    /// <summary>The time between two refreshes as the query says it.</summary>
    internal string RefreshText => Refresh is { } time ? Seconds(time) : Off;

    /// <summary>Whether the time between two refreshes is the board's own.</summary>
    internal bool HasOwnRefresh => Refresh == _ownRefresh;

    private static string Seconds(TimeSpan time) => ((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private string Write((string Key, string Value) refresh) =>
        QueryString.Create([.. Parts(), new(refresh.Key, refresh.Value)]).ToString();

    private IEnumerable<KeyValuePair<string, string?>> Parts() => OwnParts().Concat(Parameters.Parts);

    private void ReadTheme(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (Themes.FirstOrDefault(theme => theme.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            Theme = known;
        }
        else
        {
            Refuse("theme", text, "it is light, dark or auto; auto is shown");
        }
    }

    private void ReadRefresh(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (text is "0" || text.Equals(Off, StringComparison.OrdinalIgnoreCase))
        {
            Refresh = null;
        }
        else if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            Refuse("refresh", text, $"it is a number of seconds from {Seconds(BoardOptions.ShortestRefresh)} to {Seconds(BoardOptions.LongestRefresh)}, or off");
        }
        else
        {
            Refresh = TimeSpan.FromSeconds(seconds);
            Clamp(text);
        }
    }

    private void Clamp(string text)
    {
        if (Refresh < BoardOptions.ShortestRefresh)
        {
            Refresh = BoardOptions.ShortestRefresh;
            Refuse("refresh", text, $"the page asks again every {Seconds(BoardOptions.ShortestRefresh)} seconds, and not more often");
        }
        else if (Refresh > BoardOptions.LongestRefresh)
        {
            Refresh = BoardOptions.LongestRefresh;
            Refuse("refresh", text, $"the page asks again every {Seconds(BoardOptions.LongestRefresh)} seconds, and not less often");
        }
    }

    private void ReadSource(string? text, Board board)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        Source = board.Find(text);
        if (Source is null)
        {
            Refuse("source", text, "this board has no such source; all are shown");
        }
    }

    private void ReadStream(string? text)
    {
        IsWhole = Off.Equals(text, StringComparison.OrdinalIgnoreCase);
        if (!IsWhole && !string.IsNullOrEmpty(text) && !text.Equals("on", StringComparison.OrdinalIgnoreCase))
        {
            Refuse("stream", text, "it is on or off; the page is streamed");
        }
    }

    private void Refuse(string key, string text, string instead) =>
        _notices.Add($"{key}={(text.Length > LongestEcho ? text[..LongestEcho] + "…" : text)} is not possible: {instead}.");
}
