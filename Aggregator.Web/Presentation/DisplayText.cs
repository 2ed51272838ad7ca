using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Aggregator.Web.Presentation;

/// <summary>A value as people read it.</summary>
internal static class DisplayText
{
    /// <summary>A text of more characters is shown shortened.</summary>
    public const int LongestText = 120;

    /// <summary>A text is shown with at most so many characters.</summary>
    public const int LongestShown = 2 * LongestText;

    /// <summary>For null in a list or an object, which an element without a value is, too.</summary>
    public const string NoValue = "no value";

    /// <summary>What nobody reads on a page; programs read the board's JSON.</summary>
    private const int LongestWhole = 20_000;

    private const int LongestLine = 80;

    /// <summary>
    /// Zero-width space and word joiner, direction marks, embeddings, overrides and isolates (UAX #9), invisible operators and annotations, the byte order
    /// mark. Joiners (U+200C, U+200D) stay, because scripts and emoji need them.
    /// </summary>
    private static readonly SearchValues<char> Unseen = SearchValues.Create(
        "\u00AD\u034F\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
        + "\u206A\u206B\u206C\u206D\u206E\u206F\u3164\uFEFF\uFFA0\uFFF9\uFFFA\uFFFB");

    /// <summary>Text, a number in the board's format, <c>true</c> or <c>false</c>; null for an object, a list or no value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">A .NET numeric format string, or null for a number's own digits.</param>
    /// <param name="unit">What follows the value.</param>
    public static string? Of(JsonElement? value, string? format, string? unit = null)
    {
        var text = value?.ValueKind switch
        {
            JsonValueKind.String => Plain(value.Value.GetString()!),
            JsonValueKind.Number => Number(value.Value, format),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        return text is null || string.IsNullOrEmpty(unit) ? text : $"{text} {unit}";
    }

    /// <summary>
    /// A text in which nothing acts: control characters, and those that turn the direction of writing or are not seen, are shown as U+FFFD.
    /// </summary>
    public static string Plain(string text) => text.AsSpan().ContainsAny(Unseen) || text.Any(char.IsControl)
        ? string.Create(text.Length, text, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(text[i]) || Unseen.Contains(text[i]) ? '\uFFFD' : text[i];
            }
        })
        : text;

    /// <summary>A value in one line, as a cell of a list or a table shows it: cut where it is long, numbers with their own digits; words where there is none.</summary>
    public static string Line(JsonElement value) => value.ValueKind is JsonValueKind.Null ? NoValue : Cut(Of(value, format: null) ?? PlainJson.Write(value, isIndented: false, LongestLine), LongestLine);

    /// <summary>A text as the page shows it, cut where it is long.</summary>
    /// <inheritdoc cref="Of"/>
    public static string? Shown(JsonElement? value, string? format, string? unit = null) => Of(value, format, unit) is { } text ? Cut(text, LongestShown) : null;

    /// <summary>The whole of a value that is shown shortened; null where it is not.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">A .NET numeric format string, or null for a number's own digits.</param>
    public static string? Whole(JsonElement value, string? format) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => Cut(PlainJson.Write(value, isIndented: true, LongestWhole), LongestWhole),
        _ => Of(value, format) is { Length: > LongestText } text ? Cut(text, LongestWhole) : null,
    };

    /// <summary>A text of at most so many characters, with … where it was cut.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1)] + "…";

    private static string Number(JsonElement value, string? format)
    {
        if (!string.IsNullOrEmpty(format))
        {
            // Decimal takes 1e-30 for 0.
            if (value.TryGetDecimal(out var exact) && (exact != 0 || value.GetDouble() == 0))
            {
                return exact.ToString(format, CultureInfo.InvariantCulture);
            }

            if (value.TryGetDouble(out var wide) && double.IsFinite(wide))
            {
                return wide.ToString(format, CultureInfo.InvariantCulture);
            }
        }

        return value.GetRawText();
    }
}
