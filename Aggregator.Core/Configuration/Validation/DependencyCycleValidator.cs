using Aggregator.Core.Sources;
using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>No source waits for itself, on whatever way.</summary>
internal sealed class DependencyCycleValidator : IValidateOptions<AggregatorOptions>
{
    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        var sources = options.InForce.Sources;
        var dependencies = sources.ToDictionary(pair => pair.Key, pair => ReferenceValidator.DependenciesOf(pair.Value, sources), StringComparer.OrdinalIgnoreCase);
        var errors = new DependencyGraph(dependencies).FindCycles().Select(cycle => ConfigurationError.Invalid(
            $"{options.InForceKey}:{nameof(options.Sources)}:{cycle[0]}", string.Join(" → ", cycle), "these sources wait for each other, so none could ever be called; take one of the references out")).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
