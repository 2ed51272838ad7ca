using System.Collections;
using System.Reflection;
using Aggregator.Core.Configuration.Validation;
using Microsoft.Extensions.Configuration;

namespace Aggregator.Core.Configuration.Reading;

/// <summary>
/// Reads the configuration into the options. Unlike the framework's binder, which stops at the first value it cannot convert,
/// it reads all it can and collects an error for every unknown key and every unreadable value.
/// </summary>
internal sealed class OptionsReader
{
    private readonly List<string> _errors;
    private readonly List<string> _secretPaths = [];
    private readonly List<(IConfigurationSection Section, NamedOptions Options)> _named = [];

    private OptionsReader(List<string> errors) => _errors = errors;

    public static void Read(IConfigurationSection section, AggregatorOptions options)
    {
        var reader = new OptionsReader(options.ReadErrors);
        reader.ReadObject(section, options);
        options.Revision = reader.RevisionOf(section);
        foreach (var (place, named) in reader._named)
        {
            named.Fingerprint = Fingerprint.Of(place, named.Files, options.Secrets);
        }
    }

    private void ReadObject(IConfigurationSection section, object target, bool isUnquoted = false)
    {
        RefuseValue(section, "it holds keys, not a value; write { … }", isUnquoted);
        var properties = target.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (var child in section.GetChildren())
        {
            var property = Array.Find(properties, p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                _errors.Add(ConfigurationError.Unknown(child.Path, [.. properties.Select(p => p.Name)]));
            }
            else
            {
                ReadProperty(child, property, target);
            }
        }
    }

    private void ReadProperty(IConfigurationSection section, PropertyInfo property, object target)
    {
        var isUnquoted = property.IsDefined(typeof(UnquotedAttribute));
        if (property.IsDefined(typeof(SecretAttribute)))
        {
            _secretPaths.Add(section.Path);
        }

        switch (property.GetValue(target))
        {
            case SelectOptions select:
                ReadSelect(section, select);
                break;
            case Dictionary<string, string> texts:
                RefuseValue(section, "it holds names, each with a text; write { \"name\": \"text\" }", isUnquoted);
                ReadTexts(section, texts);
                break;
            case Dictionary<string, decimal> numbers:
                RefuseValue(section, "it holds names, each with a number; write { \"name\": 0.5 }", isUnquoted);
                ReadNumbers(section, numbers);
                break;
            case IDictionary dictionary:
                ReadDictionary(section, dictionary, property.PropertyType.GenericTypeArguments[1]);
                break;
            case List<string> list:
                ReadList(section, list);
                break;
            case { } value when !property.CanWrite:
                ReadObject(section, value, isUnquoted);
                break;
            default:
                ReadScalar(section, property, target, isUnquoted);
                break;
        }
    }

    private void ReadDictionary(IConfigurationSection section, IDictionary dictionary, Type itemType)
    {
        RefuseValue(section, "it holds names, each with its keys; write { \"name\": { … } }");
        foreach (var child in section.GetChildren())
        {
            var item = Activator.CreateInstance(itemType)!;
            ReadObject(child, item);
            if (item is NamedOptions named)
            {
                _named.Add((child, named));
            }

            dictionary[child.Key] = item;
        }
    }

    private void ReadTexts(IConfigurationSection section, Dictionary<string, string> texts)
    {
        foreach (var child in section.GetChildren())
        {
            if (child.Value is { } text && !child.GetChildren().Any())
            {
                texts[child.Key] = text;
            }
            else
            {
                _errors.Add(ConfigurationError.Invalid(child.Path, child.GetChildren().Any() ? "{ … }" : null, "write a text in quotes instead of a group of keys or a list"));
            }
        }
    }

    private void ReadNumbers(IConfigurationSection section, Dictionary<string, decimal> numbers)
    {
        foreach (var child in section.GetChildren())
        {
            if (!child.GetChildren().Any() && OptionsValue.TryConvert(child.Value ?? "", typeof(decimal), out var number))
            {
                numbers[child.Key] = (decimal)number!;
            }
            else
            {
                _errors.Add(ConfigurationError.Invalid(child.Path, child.GetChildren().Any() ? "{ … }" : child.Value, $"write {OptionsValue.WhatIsRight(typeof(decimal))}"));
            }
        }
    }

    private void ReadSelect(IConfigurationSection section, SelectOptions select)
    {
        if (section.GetChildren().Any())
        {
            RefuseValue(section, "write either one selector or { \"name\": \"selector\" }, not both");
            ReadTexts(section, select.Named);
        }
        else
        {
            select.Selector = section.Value;
        }
    }

    private void ReadList(IConfigurationSection section, List<string> list)
    {
        RefuseValue(section, $"it is a list; write [ \"{section.Value}\" ]");
        foreach (var child in section.GetChildren())
        {
            if (child.Value is { Length: > 0 } value)
            {
                list.Add(value);
            }
            else
            {
                _errors.Add(ConfigurationError.Missing(child.Path, "write a text in quotes"));
            }
        }
    }

    private void ReadScalar(IConfigurationSection section, PropertyInfo property, object target, bool isUnquoted)
    {
        var isTree = property.IsDefined(typeof(JsonTreeAttribute));
        if (section.GetChildren().Any() && !isTree)
        {
            _errors.Add(ConfigurationError.Invalid(section.Path, "{ … }", $"write {OptionsValue.WhatIsRight(property.PropertyType)} instead of a group of keys or a list"));
        }
        else if ((isTree ? JsonTree.Read(section) : section.Value) is { } text)
        {
            if (OptionsValue.TryConvert(text, property.PropertyType, out var value))
            {
                property.SetValue(target, value);
            }
            else
            {
                _errors.Add(Invalid(section.Path, text, $"write {OptionsValue.WhatIsRight(property.PropertyType)}", isUnquoted));
            }
        }
    }

    /// <summary>A value in the place of a group.</summary>
    private void RefuseValue(IConfigurationSection section, string remedy, bool isUnquoted = false)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            _errors.Add(Invalid(section.Path, section.Value, remedy, isUnquoted));
        }
    }

    private static string Invalid(string key, string value, string remedy, bool isUnquoted) =>
        isUnquoted ? ConfigurationError.InvalidUnquoted(key, remedy) : ConfigurationError.Invalid(key, value, remedy);

    /// <summary>The revision stands on the page, so it tells nothing of a secret: whoever knows the rest could try out short ones.</summary>
    private string RevisionOf(IConfigurationSection section) =>
        Convert.ToHexStringLower(Fingerprint.Hash(section.AsEnumerable(), key => _secretPaths.Exists(path => IsAtOrBelow(key, path))).AsSpan(0, 4));

    private static bool IsAtOrBelow(string key, string path) =>
        key.StartsWith(path, StringComparison.OrdinalIgnoreCase) && (key.Length == path.Length || key[path.Length] == ':');
}
