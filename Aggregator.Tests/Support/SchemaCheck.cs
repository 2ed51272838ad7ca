using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aggregator.Tests.Support;

/// <summary>Checks JSON by the part of JSON Schema (draft 7) that our schema uses. A keyword that it does not know is refused, not overlooked.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    private readonly List<string> _errors = [];

    /// <summary>The place of each mistake, with the keyword that finds it.</summary>
    public static IReadOnlyList<string> Errors(JsonElement schema, JsonElement value)
    {
        var check = new SchemaCheck(schema);
        check.Check(schema, value, "");
        return check._errors;
    }

    private void Check(JsonElement schema, JsonElement value, string place)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Holds(keyword, schema, value, place))
            {
                _errors.Add($"{place} {keyword.Name}");
            }
        }
    }

    private bool Holds(JsonProperty keyword, JsonElement schema, JsonElement value, string place)
    {
        switch (keyword.Name)
        {
            case "$schema" or "$comment" or "description" or "default" or "definitions":
                return true;
            case "$ref":
                Check(root.GetProperty("definitions").GetProperty(keyword.Value.GetString()!["#/definitions/".Length..]), value, place);
                return true;
            case "allOf":
                keyword.Value.EnumerateArray().ToList().ForEach(each => Check(each, value, place));
                return true;
            case "type":
                return keyword.Value.ValueKind == JsonValueKind.Array ? keyword.Value.EnumerateArray().Any(type => IsA(type, value)) : IsA(keyword.Value, value);
            case "enum":
                return keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value));
            case "pattern":
                return value.ValueKind != JsonValueKind.String || IsMatch(keyword.Value, value.GetString()!);
            case "minLength":
                return value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= keyword.Value.GetInt32();
            case "items":
                Items(value).Index().ToList().ForEach(item => Check(keyword.Value, item.Item, $"{place}/{item.Index}"));
                return true;
            case "propertyNames":
                return Members(value).TrueForAll(member => IsMatch(keyword.Value.GetProperty("pattern"), member.Name));
            case "properties":
                Members(value).Where(member => IsKnown(schema, member)).ToList().ForEach(member => Check(keyword.Value.GetProperty(member.Name), member.Value, $"{place}/{member.Name}"));
                return true;
            case "additionalProperties" when keyword.Value.ValueKind == JsonValueKind.False:
                return Members(value).TrueForAll(member => IsKnown(schema, member));
            case "additionalProperties":
                Members(value).Where(member => !IsKnown(schema, member)).ToList().ForEach(member => Check(keyword.Value, member.Value, $"{place}/{member.Name}"));
                return true;
            default:
                throw new NotSupportedException($"The schema uses {keyword.Name}.");
        }
    }

    private static bool IsKnown(JsonElement schema, JsonProperty member) => schema.TryGetProperty("properties", out var known) && known.TryGetProperty(member.Name, out _);

    private static List<JsonProperty> Members(JsonElement value) => value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject()] : [];

    private static List<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];

    private static bool IsMatch(JsonElement pattern, string text) => Regex.IsMatch(text, pattern.GetString()!, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));

    private static bool IsA(JsonElement type, JsonElement value) => type.GetString() switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        var name => name!.Equals(value.ValueKind.ToString(), StringComparison.OrdinalIgnoreCase),
    };
}
