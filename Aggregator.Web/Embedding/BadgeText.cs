using System.Globalization;
using System.Text;
using Aggregator.Web.Presentation;

namespace Aggregator.Web.Embedding;

/// <summary>Text for badges: what XML allows, no longer than a limit, and as wide as it will be drawn.</summary>
internal static class BadgeText
{
    private const string Ellipsis = "…";

    /// <summary>The first character of the scripts that are written as wide as high: Hangul, kana, Han and most emoji follow.</summary>
    private const int FirstWide = 0x1100;

    /// <summary>Makes any text one that can be drawn. Nothing in it acts, and letters are not torn apart.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">The greatest number of UTF-16 units.</param>
    public static string Fit(string text, int limit)
    {
        var plain = DisplayText.Plain(WithoutNoncharacters(text)).Trim();
        if (plain.Length <= limit)
        {
            return plain;
        }

        var end = 0;
        var letters = StringInfo.GetTextElementEnumerator(plain);
        while (letters.MoveNext() && letters.ElementIndex + letters.GetTextElement().Length < limit)
        {
            end = letters.ElementIndex + letters.GetTextElement().Length;
        }

        return plain[..end].TrimEnd() + Ellipsis;
    }

    /// <summary>The width in pixels at a font size of 11, roughly as Verdana has it. The image stretches or squeezes what a font has otherwise.</summary>
    public static double Width(string text) => text.EnumerateRunes().Sum(Width);

    private static double Width(Rune rune) => rune.Value switch
    {
        ' ' or 'i' or 'j' or 'l' or 'I' or 'f' or 't' or 'r' or '.' or ',' or ':' or ';' or '\'' or '!' or '|' or '(' or ')' or '[' or ']' or '-' or '/' => 4.5,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 10.5,
        >= 'A' and <= 'Z' => 7.8,
        >= FirstWide => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? 0 : 11,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? 0 : 7,
    };

    /// <summary>U+FFFE, U+FFFF and halves of surrogate pairs are no characters of XML (XML 1.0, 2.2).</summary>
    private static string WithoutNoncharacters(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(rune.Value is '\uFFFE' or '\uFFFF' ? Rune.ReplacementChar : rune);
        }

        return plain.ToString();
    }
}
