using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Aggregator.Core.Configuration;

/// <summary>
/// Reads the configuration into the options. Unlike the framework's binder, which stops at the first value it cannot convert,
/// it reads all it can and collects an error for every unknown key and every unreadable value.
/// </summary>
internal static class OptionsReader
{
    public static void Read(IConfigurationSection section, AggregatorOptions options)
    {
        ReadObject(section, options, options.ReadErrors);
        options.Revision = RevisionOf(section);
    }

    private static void ReadObject(IConfigurationSection section, object target, List<string> errors)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            errors.Add(ConfigurationError.Invalid(section.Path, section.Value, "it holds keys, not a value; write { … }"));
        }

        var properties = target.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (var child in section.GetChildren())
        {
            var property = Array.Find(properties, p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                errors.Add(ConfigurationError.Unknown(child.Path, properties.Select(p => p.Name)));
            }
            else
            {
                ReadProperty(child, property, target, errors);
            }
        }
    }

    private static void ReadProperty(IConfigurationSection section, PropertyInfo property, object target, List<string> errors)
    {
        switch (property.GetValue(target))
        {
            case IDictionary dictionary:
                ReadDictionary(section, dictionary, property.PropertyType.GenericTypeArguments[1], errors);
                break;
            case List<string> list:
                ReadList(section, list, errors);
                break;
            case { } value when !property.CanWrite:
                ReadObject(section, value, errors);
                break;
            default:
                ReadScalar(section, property, target, errors);
                break;
        }
    }

    private static void ReadDictionary(IConfigurationSection section, IDictionary dictionary, Type itemType, List<string> errors)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            errors.Add(ConfigurationError.Invalid(section.Path, section.Value, "it holds names, each with its keys; write { \"name\": { … } }"));
        }

        foreach (var child in section.GetChildren())
        {
            var item = Activator.CreateInstance(itemType)!;
            ReadObject(child, item, errors);
            dictionary[child.Key] = item;
        }
    }

    private static void ReadList(IConfigurationSection section, List<string> list, List<string> errors)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            errors.Add(ConfigurationError.Invalid(section.Path, section.Value, $"it is a list; write [ \"{section.Value}\" ]"));
        }

        foreach (var child in section.GetChildren())
        {
            if (child.Value is { Length: > 0 } value)
            {
                list.Add(value);
            }
            else
            {
                errors.Add(ConfigurationError.Missing(child.Path, "write a text in quotes"));
            }
        }
    }

    private static void ReadScalar(IConfigurationSection section, PropertyInfo property, object target, List<string> errors)
    {
        if (section.GetChildren().Any())
        {
            errors.Add(ConfigurationError.Invalid(section.Path, "{ … }", $"write {WhatIsRight(property.PropertyType)} instead of a group of keys or a list"));
        }
        else if (section.Value is { } text)
        {
            if (TryConvert(text, property.PropertyType, out var value))
            {
                property.SetValue(target, value);
            }
            else
            {
                errors.Add(ConfigurationError.Invalid(section.Path, text, $"write {WhatIsRight(property.PropertyType)}"));
            }
        }
    }

    private static bool TryConvert(string text, Type type, out object? value)
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

    private static string WhatIsRight(Type type) => Underlying(type).Name switch
    {
        nameof(TimeSpan) => "hours:minutes:seconds, such as 00:00:05",
        nameof(Boolean) => "true or false",
        nameof(Int32) or nameof(Int64) => "a whole number",
        nameof(Double) => "a number such as 0.5",
        _ when Underlying(type).IsEnum => $"one of {string.Join(", ", Enum.GetNames(Underlying(type)))}",
        _ => "a text",
    };

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string RevisionOf(IConfigurationSection section)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, value) in section.AsEnumerable().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            // With lengths, so that no value can pass for another key, nor null for an empty text.
            hash.AppendData(Encoding.UTF8.GetBytes($"{key.Length}:{key}={value?.Length ?? -1}:{value}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }
}
