using System.Globalization;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for thresholds, those of a source's value and those of a board's result alike.</summary>
internal static class ThresholdRule
{
    /// <param name="key">The key of the group that holds the thresholds.</param>
    /// <param name="warning">Its <c>Warning</c>.</param>
    /// <param name="critical">Its <c>Critical</c>.</param>
    /// <param name="lowerIsWorse">Its <c>LowerIsWorse</c>.</param>
    /// <param name="errors">What is wrong is added there.</param>
    public static void Validate(string key, decimal? warning, decimal? critical, bool lowerIsWorse, List<string> errors)
    {
        if (lowerIsWorse ? critical >= warning : critical <= warning)
        {
            var limit = $"the {nameof(DisplayOptions.Warning)}, {warning?.ToString(CultureInfo.InvariantCulture)}";
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(DisplayOptions.Critical)}", critical, lowerIsWorse
                ? $"it is to be worse; write a number below {limit}, or take {nameof(DisplayOptions.LowerIsWorse)} out if more is worse"
                : $"it is to be worse; write a number above {limit}, or add \"{nameof(DisplayOptions.LowerIsWorse)}\": true if less is worse"));
        }
    }
}
