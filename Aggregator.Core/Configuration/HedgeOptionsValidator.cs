using Aggregator.Core.Sources;
using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration;

/// <summary>What must hold for the second request of each source that has one.</summary>
internal sealed class HedgeOptionsValidator : IValidateOptions<AggregatorOptions>
{
    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        var errors = new List<string>();
        foreach (var (source, sourceOptions) in options.InForce.Sources)
        {
            if (sourceOptions.Hedge.After is { } after)
            {
                var key = $"{options.InForceKey}:{nameof(options.Sources)}:{source}:{nameof(sourceOptions.Hedge)}:{nameof(sourceOptions.Hedge.After)}";
                errors.AddRange(Remedies(sourceOptions, after).Select(remedy => ConfigurationError.Invalid(key, after, remedy)));
            }
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Remedies(SourceOptions source, string after)
    {
        if (!RequestCompiler.MethodOf(source).Equals(HttpMethod.Get.Method, StringComparison.Ordinal))
        {
            yield return $"only a GET is asked twice; take {nameof(source.Hedge)} out, or write GET as {nameof(source.Method)}";
        }

        var timeout = source.Timeout ?? Source.DefaultTimeout;
        var (limit, owner) = source.AttemptTimeout < timeout ? (source.AttemptTimeout.Value, nameof(source.AttemptTimeout)) : (timeout, nameof(source.Timeout));
        if (!Hedge.TryParse(after, out var hedge))
        {
            yield return Hedge.Rule;
        }
        else if (hedge.After >= limit && limit > TimeSpan.Zero)
        {
            yield return $"by then the first request has been given up; write P95, or a time below the source's {owner}, {limit}";
        }
    }
}
