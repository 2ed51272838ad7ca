using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aggregator.Core.Decoding;

/// <summary>
/// Texts that are numbers: many APIs send theirs so, because JSON's have no decimals to rely on, or because the format has nothing but texts. Where a number is due, a text
/// counts as one if it is a number as JSON writes it (RFC 8259, 6); <c>007</c>, <c>1,5</c> and <c>0x1F</c> stay texts.
/// </summary>
public static partial class NumberText
{
    /// <summary>The number that a value is or spells, with the same digits; null where it is none.</summary>
    public static JsonElement? Find(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value,
        JsonValueKind.String when value.GetString().AsSpan().Trim() is var text && IsNumber(text) => JsonElement.Parse(text),
        _ => null,
    };

    /// <summary>Whether a text, without blanks around it, is a number.</summary>
    internal static bool IsNumber(ReadOnlySpan<char> text) => Number().IsMatch(text);

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
