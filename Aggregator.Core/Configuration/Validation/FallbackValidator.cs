using Microsoft.Extensions.Configuration;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for what stands in for each source.</summary>
internal sealed class FallbackValidator : SourceValidator
{
    protected override void Validate(string key, SourceOptions source, AggregatorOptions options, List<string> errors)
    {
        var fallback = $"{key}:{nameof(source.Fallback)}";
        if (source.Fallback.Value is { } value && value.Trim() is "null")
        {
            errors.Add(ConfigurationError.Invalid($"{fallback}:{nameof(source.Fallback.Value)}", value, "it is no value; write one, or take it out"));
        }

        if (source.Fallback.Source is { Length: > 0 } other && WhatWouldBeRight(ConfigurationPath.GetSectionKey(key), other, options.InForce.Sources) is { } remedy)
        {
            errors.Add(ConfigurationError.Invalid($"{fallback}:{nameof(source.Fallback.Source)}", other, remedy));
        }
    }

    private static string? WhatWouldBeRight(string source, string other, Dictionary<string, SourceOptions> sources)
    {
        if (!sources.TryGetValue(other, out var standby))
        {
            return $"there is no such source; write one of {string.Join(", ", sources.Keys)}";
        }

        if (ReferenceValidator.DependenciesOf(standby, sources).Count > 0)
        {
            return "that source waits for others itself, so it cannot stand in at once; write one that does not";
        }

        var seen = new List<string> { source };
        for (var next = other; !string.IsNullOrEmpty(next); next = sources.GetValueOrDefault(next)?.Fallback.Source)
        {
            if (seen.Contains(next, StringComparer.OrdinalIgnoreCase))
            {
                return $"these sources stand in for each other ({string.Join(" → ", [.. seen, next])}); take one of the fallbacks out";
            }

            seen.Add(next);
        }

        return null;
    }
}
