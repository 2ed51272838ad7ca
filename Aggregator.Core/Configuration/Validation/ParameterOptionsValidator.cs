using Aggregator.Core.Sources;
using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for what viewers choose of each board, and for what its sources need of that and of each other.</summary>
internal sealed class ParameterOptionsValidator : IValidateOptions<AggregatorOptions>
{
    /// <summary>What the address of a board's page says of other things.</summary>
    private static readonly string[] Reserved = ["theme", "refresh", "source", "stream", "format", "url", "maxwidth", "maxheight"];

    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        var errors = new List<string>();
        foreach (var (board, boardOptions) in options.InForce.BoardsOrDefault())
        {
            var key = $"{options.InForceKey}:{nameof(options.Boards)}:{board}";
            foreach (var (parameter, parameterOptions) in boardOptions.Parameters)
            {
                ValidateParameter($"{key}:{nameof(boardOptions.Parameters)}:{parameter}", parameter, parameterOptions, options, errors);
            }

            ValidateNeeds(key, boardOptions, options.InForce.Sources, errors);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void ValidateParameter(string key, string name, ParameterOptions parameter, AggregatorOptions options, List<string> errors)
    {
        if (!Names.IsValid(name) || Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add(ConfigurationError.Invalid(key, name, Names.IsValid(name) ? "the address of a page has another meaning for it; choose another name" : Names.Rule));
        }

        var hasDefault = parameter.Default is not null || parameter.Values.Count > 0;
        if (!hasDefault && !options.IsUnreadable(key))
        {
            errors.Add(ConfigurationError.Missing($"{key}:{nameof(parameter.Default)}", "write the value where the viewer names none, or the Values to choose from"));
        }

        if (IsPattern($"{key}:{nameof(parameter.Pattern)}", parameter.Pattern, errors) && hasDefault)
        {
            var compiled = Parameter.Compile(name, parameter);
            foreach (var (index, value) in parameter.Values.Index().Where(value => !compiled.Allows(value.Item)))
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{nameof(parameter.Values)}:{index}", value, Rule(parameter)));
            }

            if (parameter.Default is { } written && !compiled.Allows(written))
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{nameof(parameter.Default)}", written, Rule(parameter)));
            }
        }
    }

    private static string Rule(ParameterOptions parameter) =>
        $"write {(parameter.Values.Count > 0 ? "one of the Values" : "a value")} that {(parameter.Pattern is null ? "" : "matches the Pattern, ")}has at most {ParameterOptions.LongestValue} characters, no control characters, and is neither '.' nor '..'";

    private static bool IsPattern(string key, string? pattern, List<string> errors)
    {
        try
        {
            _ = pattern is null ? null : Parameter.CompilePattern(pattern);
            return true;
        }
        catch (NotSupportedException)
        {
            errors.Add(ConfigurationError.Invalid(key, pattern, "it must work without backtracking, so that no value can make it run away: write it without look-ahead, look-behind and references to groups"));
        }
        catch (ArgumentException)
        {
            errors.Add(ConfigurationError.Invalid(key, pattern, "it is no .NET regular expression; write one such as [A-Za-z ]+"));
        }

        return false;
    }

    private static void ValidateNeeds(string key, BoardOptions board, Dictionary<string, SourceOptions> sources, List<string> errors)
    {
        foreach (var name in board.Sources.Where(sources.ContainsKey).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            foreach (var missing in ReferenceValidator.DependenciesOf(sources[name], sources).Where(other => sources.ContainsKey(other) && !board.Sources.Contains(other, StringComparer.OrdinalIgnoreCase)))
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{nameof(board.Sources)}", string.Join(", ", board.Sources), $"{name} needs the answer of {missing}; add {missing}"));
            }

            var chosen = WithStandbys(name, sources).SelectMany(source => ReferenceValidator.ReferencesOf(sources[source])).Where(reference => reference.Kind is ReferenceKind.Parameter);
            foreach (var missing in chosen.Select(reference => reference.Name).Distinct(StringComparer.Ordinal).Where(parameter => !board.Parameters.ContainsKey(parameter)))
            {
                errors.Add(ConfigurationError.Missing($"{key}:{nameof(board.Parameters)}:{missing}", $"{name} needs it; write {{ \"Default\": \"…\" }} with a Pattern or Values"));
            }
        }
    }

    private static List<string> WithStandbys(string name, Dictionary<string, SourceOptions> sources)
    {
        var all = new List<string>();
        for (var next = name; next is { Length: > 0 } && sources.ContainsKey(next) && !all.Contains(next, StringComparer.OrdinalIgnoreCase); next = sources[next].Fallback.Source)
        {
            all.Add(next);
        }

        return all;
    }
}
