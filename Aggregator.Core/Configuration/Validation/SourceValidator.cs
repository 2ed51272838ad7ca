using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for each source in one respect.</summary>
internal abstract class SourceValidator : IValidateOptions<AggregatorOptions>
{
    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        var errors = new List<string>();
        foreach (var (source, sourceOptions) in options.InForce.Sources)
        {
            Validate($"{options.InForceKey}:{nameof(options.Sources)}:{source}", sourceOptions, options, errors);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>Looks at one source.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="source">The source.</param>
    /// <param name="options">Everything that was configured.</param>
    /// <param name="errors">Where a sentence for each error goes.</param>
    protected abstract void Validate(string key, SourceOptions source, AggregatorOptions options, List<string> errors);
}
