using System.Text.Json;
using Aggregator.Core.Decoding;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Aggregation;

/// <summary>The calls for the elements of a list, as the one result of their source.</summary>
internal static class ElementResults
{
    /// <summary>The values in the list's order, without those that are missing; where every call failed, why the first one did.</summary>
    /// <param name="source">The source.</param>
    /// <param name="elements">How each call ended.</param>
    /// <param name="now">The time since the start of the run.</param>
    public static SourceResult Combine(Source source, IReadOnlyList<SourceResult> elements, TimeSpan now)
    {
        var start = elements.Select(element => element.Start).DefaultIfEmpty(now).Min();
        var values = elements.Where(element => element.IsOk).Select(element => element.Value!.Value).ToList();
        var failure = elements.FirstOrDefault(element => !element.IsOk);
        var hasFailed = values.Count == 0 && failure is not null;
        return new SourceResult
        {
            Source = source,
            Reason = hasFailed ? failure!.Reason : null,
            Value = hasFailed ? null : JsonSerializer.SerializeToElement(values, DecodingJsonContext.Default.ListJsonElement),
            HttpStatus = (failure ?? (elements.Count > 0 ? elements[^1] : null))?.HttpStatus,
            Bytes = elements.Sum(element => element.Bytes),
            Start = start,
            Duration = elements.Select(element => element.Start + element.Duration).DefaultIfEmpty(now).Max() - start,
            Phases = elements.Aggregate(default(Phases), (sum, element) => sum + element.Phases),
            Attempts = [.. elements.SelectMany(element => element.Attempts.Select(attempt => attempt with { Start = element.Start + attempt.Start - start })).OrderBy(attempt => attempt.Start)],
            TraceId = failure?.TraceId,
            IsSlow = elements.Any(element => element.IsSlow),
            Elements = elements,
        };
    }
}
