using System.Collections;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aggregator.Core.Configuration.Validation;

namespace Aggregator.Core.Configuration.Reading;

/// <summary>
/// The configuration as a JSON schema (draft 7, which every editor knows), made from the options themselves as <see cref="OptionsReader"/> reads them.
/// A new key needs nothing here, only a new kind of key does. It is stricter in two ways: keys are written as they are spelled, and enum values, too.
/// </summary>
public sealed class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly OptionsDocumentation _documentation;
    private readonly JsonObject _definitions = [];

    private ConfigurationSchema(OptionsDocumentation documentation) => _documentation = documentation;

    /// <summary>Writes the schema of a file that holds the section <c>Aggregator</c>, among others.</summary>
    /// <exception cref="FileNotFoundException">The file that holds the descriptions of the keys is not beside the program.</exception>
    public static string Create()
    {
        var schema = new ConfigurationSchema(OptionsDocumentation.Load());
        var root = schema.Reference(typeof(AggregatorOptions));
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$comment"] = "Made by: dotnet run --no-launch-profile --project Aggregator.Web -- schema",
            ["type"] = "object",
            ["properties"] = new JsonObject { [AggregatorOptions.SectionName] = root },
            ["definitions"] = schema._definitions,
        }.ToJsonString(Readable) + "\n";
    }

    /// <summary>A group of keys is defined once; it may hold itself.</summary>
    private JsonObject Reference(Type type)
    {
        var name = type.Name[..^"Options".Length];
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = null;
            _definitions[name] = Group(type);
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    private JsonObject Group(Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        return new JsonObject
        {
            ["description"] = _documentation.Of(type),
            ["type"] = "object",
            ["properties"] = new JsonObject(
                type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => KeyValuePair.Create<string, JsonNode?>(property.Name, Key(property, property.GetValue(defaults))))),
            ["additionalProperties"] = false,
        };
    }

    private JsonObject Key(PropertyInfo property, object? value)
    {
        var schema = value switch
        {
            SelectOptions => Texts("string", "object"),
            Dictionary<string, string> => Texts("object"),
            Dictionary<string, decimal> => Numbers(),
            IDictionary => Named(property.PropertyType.GenericTypeArguments[1]),
            List<string> => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = new JsonArray("string", "number"), ["minLength"] = 1 } },
            { } group when !property.CanWrite => new JsonObject { ["allOf"] = new JsonArray(Reference(group.GetType())) },
            _ when property.IsDefined(typeof(JsonTreeAttribute)) => [],
            _ => OptionsValue.Schema(property.PropertyType, value),
        };
        schema.Insert(0, "description", _documentation.Of(property));
        return schema;
    }

    /// <summary>Texts by names that nobody prescribes; a number is a text as it is written.</summary>
    private static JsonObject Texts(params string[] types) => new()
    {
        ["type"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]),
        ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number") },
    };

    /// <summary>Numbers by names.</summary>
    private static JsonObject Numbers()
    {
        var number = OptionsValue.Schema(typeof(decimal), null);
        number["type"] = new JsonArray("number", "string");
        return new JsonObject { ["type"] = "object", ["additionalProperties"] = number };
    }

    private JsonObject Named(Type type) => new()
    {
        ["type"] = "object",
        ["propertyNames"] = new JsonObject { ["pattern"] = Names.Pattern },
        ["additionalProperties"] = Reference(type),
    };
}
