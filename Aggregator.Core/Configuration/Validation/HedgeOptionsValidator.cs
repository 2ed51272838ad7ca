using Aggregator.Core.Sources;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for the second request of each source that has one.</summary>
internal sealed class HedgeOptionsValidator : SourceValidator
{
    protected override void Validate(string key, SourceOptions source, AggregatorOptions options, List<string> errors)
    {
        if (source.Hedge.After is { } after)
        {
            errors.AddRange(Remedies(source, after).Select(remedy => ConfigurationError.Invalid($"{key}:{nameof(source.Hedge)}:{nameof(source.Hedge.After)}", after, remedy)));
        }
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
