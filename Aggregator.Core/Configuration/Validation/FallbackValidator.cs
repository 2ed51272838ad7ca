using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for what stands in for each source.</summary>
internal sealed class FallbackValidator : IValidateOptions<AggregatorOptions>
{
    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        var errors = new List<string>();
        var sources = options.InForce.Sources;
        foreach (var (source, sourceOptions) in sources)
        {
            var key = $"{options.InForceKey}:{nameof(options.Sources)}:{source}:{nameof(sourceOptions.Fallback)}";
            if (sourceOptions.Fallback.Value is { } value && value.Trim() is "null")
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{nameof(FallbackOptions.Value)}", value, "it is no value; write one, or take it out"));
            }

            if (sourceOptions.Fallback.Source is { Length: > 0 } other && WhatWouldBeRight(source, other, sources) is { } remedy)
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{nameof(FallbackOptions.Source)}", other, remedy));
            }
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
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
