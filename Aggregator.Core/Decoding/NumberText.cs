using System.Text.Json;

namespace Aggregator.Core.Decoding;

/// <summary>
/// Texts that are numbers: many APIs send theirs so, because JSON's have no decimals to rely on, or because the format has nothing but texts. Where a number is due, a text
/// counts as one if it is a number as JSON writes it (RFC 8259, 6); <c>007</c>, <c>1,5</c> and <c>0x1F</c> stay texts.
/// </summary>
public static class NumberText
{
    private const int LongestNumber = 100;

    /// <summary>The number that a value is or spells, with the same digits; null where it is none.</summary>
    public static JsonElement? Find(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value,
        JsonValueKind.String => Parse(value.GetString()!),
        _ => null,
    };

    /// <summary>The number that a text spells, blanks around it aside; null where it is none.</summary>
    public static JsonElement? Parse(string text)
    {
        var number = text.AsSpan().Trim();
        if (number.Length is 0 or > LongestNumber || !(char.IsAsciiDigit(number[^1]) && (number[0] is '-' || char.IsAsciiDigit(number[0]))))
        {
            return null;
        }

        try
        {
            var element = JsonElement.Parse(number);
            return element.ValueKind is JsonValueKind.Number && double.IsFinite(element.GetDouble()) ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
