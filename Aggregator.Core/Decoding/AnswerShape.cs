using System.Globalization;
using System.Text.Json;

namespace Aggregator.Core.Decoding;

/// <summary>What there is to select in an answer: its places from the outside in, of each list those of its first element.</summary>
internal static class AnswerShape
{
    /// <summary>The places of an answer that is a tree of JSON, by JSON Pointers (RFC 6901).</summary>
    /// <param name="answer">The whole answer.</param>
    /// <param name="most">How many places to tell of.</param>
    public static IReadOnlyList<Place> OfJson(JsonElement? answer, int most) =>
        Places(answer, "", (path, name) => $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", path => $"{path}/0", most);

    /// <summary>The places of an XML document, by XPaths.</summary>
    /// <param name="root">The name of the outermost element.</param>
    /// <param name="answer">That element as a value.</param>
    /// <param name="most">How many places to tell of.</param>
    public static IReadOnlyList<Place> OfXml(string root, JsonElement? answer, int most) =>
        Places(answer, $"/{root}", (path, name) => name is "#text" ? $"{path}/text()" : $"{path}/{name}", path => $"{path}[1]", most);

    private static List<Place> Places(JsonElement? answer, string start, Func<string, string, string> member, Func<string, string> first, int most)
    {
        var places = new List<Place>();
        var waiting = new Queue<(string Path, JsonElement Value)>(answer is { } whole ? [(start, whole)] : []);
        while (places.Count < most && waiting.TryDequeue(out var next))
        {
            var (path, value) = next;
            if (path.Length > 0)
            {
                places.Add(new Place(path, KindOf(value), SampleOf(value)));
            }

            if (value.ValueKind is JsonValueKind.Object)
            {
                foreach (var property in value.EnumerateObject())
                {
                    waiting.Enqueue((member(path, property.Name), property.Value));
                }
            }
            else if (value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0)
            {
                waiting.Enqueue((first(path), value[0]));
            }
        }

        return places;
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => string.Create(CultureInfo.InvariantCulture, $"list of {value.GetArrayLength()}"),
        JsonValueKind.String => Place.Text,
        JsonValueKind.Number => Place.Number,
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    private static string? SampleOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => null,
        _ => value.GetRawText(),
    };
}
