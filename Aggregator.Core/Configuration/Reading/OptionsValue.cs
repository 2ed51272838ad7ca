using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aggregator.Core.Configuration.Reading;

/// <summary>How a text of the configuration becomes a value, and what to write instead of one that does not.</summary>
internal static class OptionsValue
{
    public static bool TryConvert(string text, Type type, out object? value)
    {
        value = null;
        var underlying = Underlying(type);

        // "5" would be five days, and "00:30" thirty minutes.
        if (underlying == typeof(TimeSpan) && text.AsSpan().Count(':') != 2)
        {
            return false;
        }

        // The converter would also take #10, 0x10 and &h10, for sixteen.
        if ((underlying == typeof(int) || underlying == typeof(long)) && !long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
        {
            return false;
        }

        // The converter would also take 1, and "ApiKeys, ProxyUser".
        if (underlying.IsEnum && !Enum.GetNames(underlying).Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return value is not null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }

    public static string WhatIsRight(Type type) => Underlying(type).Name switch
    {
        nameof(TimeSpan) => "hours:minutes:seconds, such as 00:00:05",
        nameof(Boolean) => "true or false",
        nameof(Int32) or nameof(Int64) => "a whole number",
        nameof(Double) or nameof(Decimal) => "a number such as 0.5",
        _ when Underlying(type).IsEnum => $"one of {string.Join(", ", Enum.GetNames(Underlying(type)))}",
        _ => "a text",
    };

    /// <summary>What <see cref="TryConvert"/> takes, as a JSON schema; anything may be written as a text, a text of digits as a number, and null leaves the default.</summary>
    /// <param name="type">The type of the value.</param>
    /// <param name="value">The default; null for none.</param>
    public static JsonObject Schema(Type type, object? value)
    {
        var (kind, pattern) = Underlying(type).Name switch
        {
            nameof(TimeSpan) => ("string", @"^([0-9]+\.)?([01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9](\.[0-9]{1,7})?$"),
            nameof(Boolean) => ("boolean", "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"),
            nameof(Int32) or nameof(Int64) => ("integer", "^[+-]?[0-9]+$"),
            nameof(Double) or nameof(Decimal) => ("number", @"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([Ee][+-]?[0-9]+)?$"),
            nameof(String) => ("string", null),
            _ when Underlying(type).IsEnum => ("string", null),
            var other => throw new NotSupportedException($"There is no schema for {other} yet."),
        };
        var schema = new JsonObject { ["type"] = new JsonArray([.. new[] { kind, "string", Underlying(type) == typeof(string) ? "number" : kind, "null" }.Distinct(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]) };
        if (pattern is not null)
        {
            schema["pattern"] = pattern;
        }

        if (Underlying(type).IsEnum)
        {
            schema["enum"] = new JsonArray([.. Enum.GetNames(Underlying(type)).Select(name => JsonValue.Create(name)), null]);
        }

        if (value is not null)
        {
            schema["default"] = value is TimeSpan or Enum ? value.ToString() : JsonSerializer.SerializeToNode(value, type);
        }

        return schema;
    }

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
