using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration;

/// <summary>What must hold for how each source is shown.</summary>
internal sealed class DisplayOptionsValidator : IValidateOptions<AggregatorOptions>
{
    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        var errors = new List<string>();
        foreach (var (source, sourceOptions) in options.InForce.Sources)
        {
            Validate($"{options.InForceKey}:{nameof(options.Sources)}:{source}:{nameof(sourceOptions.Display)}", sourceOptions.Display, errors);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Validate(string key, DisplayOptions display, List<string> errors)
    {
        if (!NumericFormat.IsValid(display.Format))
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(display.Format)}", display.Format, NumericFormat.Rule));
        }

        if (display.Unit is { } unit && (unit.Length > DisplayOptions.LongestUnit || unit.Any(char.IsControl)))
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(display.Unit)}", unit, "write at most 16 characters, without line breaks"));
        }

        if (display.Scale == 0)
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(display.Scale)}", display.Scale, "write a factor other than 0, such as 0.001"));
        }

        ThresholdRule.Validate(key, display.Warning, display.Critical, display.LowerIsWorse, errors);
    }
}
