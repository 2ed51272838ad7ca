using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aggregator.Core.Decoding;

/// <summary>A .NET regular expression: its first group is the value, or all that it matches. It takes time in proportion to the text, whatever the text is.</summary>
internal sealed class TextSelector
{
    /// <summary>For the largest answers, whose reading nothing else could interrupt.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Regex _pattern;

    private TextSelector(Regex pattern) => _pattern = pattern;

    /// <summary>Parses a regular expression; without one the whole text is the value.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Pick<string>? pick, [NotNullWhen(false)] out string? error)
    {
        pick = null;
        error = null;
        if (string.IsNullOrEmpty(text))
        {
            pick = ValueWriter.Element;
            return true;
        }

        try
        {
            pick = new TextSelector(new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Longest)).Select;
        }
        catch (NotSupportedException)
        {
            error = "it must work without backtracking, so that no answer can make it run away: write it without look-ahead, look-behind, "
                + "references to groups, conditions and atomic groups, and with smaller numbers of repetitions";
        }
        catch (ArgumentException e)
        {
            error = $"it is no .NET regular expression ({e.Message.TrimEnd('.')}); write one such as total: ([0-9.]+)";
        }

        return pick is not null;
    }

    private JsonElement? Select(string text)
    {
        try
        {
            var match = _pattern.Match(text);
            return ValueWriter.Element(WholeCharacters(match.Groups.Count > 1 ? match.Groups[1].Value : match.Value));
        }
        catch (RegexMatchTimeoutException)
        {
            throw new TooLargeException();
        }
    }

    /// <summary>A dot stands for half of a character outside of the first plane.</summary>
    private static string WholeCharacters(string text) =>
        text.Length > 0 && (char.IsLowSurrogate(text[0]) || char.IsHighSurrogate(text[^1]))
            ? throw new BadContentException("The regular expression cuts a character in halves.")
            : text;
}
