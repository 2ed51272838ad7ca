using System.Text.Json;

namespace Aggregator.Core.Decoding;

/// <summary>Several selected values as one object.</summary>
internal static class NamedValues
{
    /// <summary>An object with each name's value, or null where the answer has none there; nothing at all where it has none of them.</summary>
    public static Pick<TAnswer> Pick<TAnswer>(IReadOnlyList<(string Name, Pick<TAnswer> Pick)> named) => answer =>
    {
        var values = named.Select(part => (part.Name, Value: part.Pick(answer))).ToList();
        return values.TrueForAll(part => part.Value is null or { ValueKind: JsonValueKind.Null })
            ? null
            : JsonSerializer.SerializeToElement(
                new Dictionary<string, JsonElement?>(values.Select(part => KeyValuePair.Create(part.Name, part.Value)), StringComparer.Ordinal),
                DecodingJsonContext.Default.DictionaryStringNullableJsonElement);
    };
}
