using System.Text.Json;

namespace Aggregator.Core.Aggregation;

/// <summary>What an API sent, as the text that fills a place of another request.</summary>
internal static class PlaceText
{
    /// <summary>An identifier or a token is shorter; a longer text would only be refused further on.</summary>
    private const int LongestText = 8192;

    /// <summary>A text, the digits of a number, <c>true</c> or <c>false</c>; null for anything else.</summary>
    public static string? Of(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 and <= LongestText } shortEnough ? shortEnough : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText() is { Length: <= LongestText } digits ? digits : null,
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        _ => null,
    };
}
