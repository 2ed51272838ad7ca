using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What could not be read at all.</summary>
internal sealed class ReadErrorsValidator : IValidateOptions<AggregatorOptions>
{
    public ValidateOptionsResult Validate(string? name, AggregatorOptions options) =>
        options.ReadErrors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.ReadErrors);
}
