using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Aggregator.Core.Configuration.Reading;

/// <summary>
/// A JSON value that was written as part of the configuration. .NET keeps no types there, only texts: one that reads as a number, as true or as
/// false becomes that, any other stays text. Where that is wrong, the JSON is written whole, as one text, which is taken as it is.
/// </summary>
internal static class JsonTree
{
    /// <summary>Nothing is escaped that need not be: the name of a secret stays readable.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON; null where there is none. A text is not looked at.</summary>
    public static string? Read(IConfigurationSection section) => section.GetChildren().Any() ? Node(section)!.ToJsonString(Plain) : section.Value;

    private static JsonNode? Node(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0)
        {
            return Scalar(section.Value);
        }

        return children.Select(child => child.Key).SequenceEqual(Enumerable.Range(0, children.Count).Select(index => index.ToString(CultureInfo.InvariantCulture)), StringComparer.Ordinal)
            ? new JsonArray([.. children.Select(Node)])
            : new JsonObject(children.Select(child => KeyValuePair.Create(child.Key, Node(child))));
    }

    private static JsonValue? Scalar(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // The framework writes JSON's true as True.
        if (bool.TryParse(text, out var truth))
        {
            return JsonValue.Create(truth);
        }

        try
        {
            return JsonNode.Parse(text) is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
