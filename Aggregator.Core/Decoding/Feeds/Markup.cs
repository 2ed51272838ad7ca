using System.Net;
using System.Text;

namespace Aggregator.Core.Decoding.Feeds;

/// <summary>HTML as plain text, for the summaries of feeds. What is left is still text of strangers, and is shown as such.</summary>
internal static class Markup
{
    private static readonly string[] WithoutText = ["script", "style"];

    /// <summary>The text without its tags, comments, scripts and styles, with its entities as characters, on one line; null where there is none.</summary>
    public static string? Strip(string? html)
    {
        if (html is null)
        {
            return null;
        }

        var text = new StringBuilder(html.Length);
        var place = 0;
        while (place < html.Length)
        {
            var tag = html.IndexOf('<', place);
            if (tag < 0 || tag == html.Length - 1)
            {
                break;
            }

            text.Append(html, place, tag - place);
            place = IsMarkup(html[tag + 1]) ? End(html, tag) : tag + 1;
            text.Append(IsMarkup(html[tag + 1]) ? ' ' : '<');
        }

        return OneLine(WebUtility.HtmlDecode(text.Append(html, place, html.Length - place).ToString()));
    }

    /// <summary>The text with one blank for all white space between words.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsMarkup(char next) => char.IsAsciiLetter(next) || next is '/' or '!' or '?';

    /// <summary>Where the text goes on after what begins with that tag. What does not end goes on to the end of the text.</summary>
    private static int End(string html, int tag)
    {
        if (html.AsSpan(tag).StartsWith("<!--", StringComparison.Ordinal))
        {
            return After(html, "-->", tag);
        }

        var name = Array.Find(WithoutText, name => html.AsSpan(tag + 1).StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return After(html, ">", name is null ? tag : After(html, $"</{name}", tag));
    }

    private static int After(string html, string end, int from) =>
        html.IndexOf(end, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var found ? found + end.Length : html.Length;
}
