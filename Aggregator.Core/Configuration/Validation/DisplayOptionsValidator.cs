namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for how each source is shown.</summary>
internal sealed class DisplayOptionsValidator : SourceValidator
{
    protected override void Validate(string key, SourceOptions source, AggregatorOptions options, List<string> errors) =>
        Validate($"{key}:{nameof(source.Display)}", source.Display, errors);

    private static void Validate(string key, DisplayOptions display, List<string> errors)
    {
        if (!NumericFormat.IsValid(display.Format))
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(display.Format)}", display.Format, NumericFormat.Rule));
        }

        if (display.Unit is { } unit && (unit.Length > DisplayOptions.LongestUnit || unit.Any(char.IsControl)))
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(display.Unit)}", unit, $"write at most {DisplayOptions.LongestUnit} characters, without line breaks"));
        }

        if (display.Scale == 0)
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(display.Scale)}", display.Scale, "write a factor other than 0, such as 0.001"));
        }

        ThresholdRule.Validate(key, display.Warning, display.Critical, display.LowerIsWorse, errors);
    }
}
