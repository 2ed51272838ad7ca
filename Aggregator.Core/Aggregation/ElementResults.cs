using System.Runtime.InteropServices;
using System.Text.Json;
using Aggregator.Core.Decoding;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Aggregation;

/// <summary>The calls for the elements of a list, as the one result of their source.</summary>
internal static class ElementResults
{
    private static readonly JsonElement Missing = JsonElement.Parse("null");

    /// <summary>The values in the list's order, each at the place of its element, with null where there is none; where every call failed, how the first one did.</summary>
    /// <param name="source">The source.</param>
    /// <param name="calls">How each call ended.</param>
    /// <param name="leftOut">How many elements there are beyond the source's <c>Max</c>.</param>
    /// <param name="now">The time since the start of the run.</param>
    public static SourceResult Combine(Source source, IReadOnlyList<SourceResult> calls, int leftOut, TimeSpan now)
    {
        var elements = WithinSize(calls, source.MaxResponseBytes);
        var start = elements.Select(element => element.Start).DefaultIfEmpty(now).Min();
        var values = elements.Select(element => element.Value ?? Missing).ToList();
        var failure = elements.FirstOrDefault(element => !element.IsOk);
        var hasFailed = failure is not null && !elements.Exists(element => element.IsOk);
        return (hasFailed ? failure! : new SourceResult { Source = source }) with
        {
            Value = hasFailed ? null : JsonSerializer.SerializeToElement(values, DecodingJsonContext.Default.ListJsonElement),
            HttpStatus = (failure ?? elements.LastOrDefault())?.HttpStatus,
            Bytes = elements.Sum(element => element.Bytes),
            Origin = elements.Count > 0 && elements.All(element => element.Origin is Origin.Shared) ? Origin.Shared : Origin.Live,
            Start = start,
            Duration = elements.Select(element => element.Start + element.Duration).DefaultIfEmpty(now).Max() - start,
            Sequential = elements.Aggregate(TimeSpan.Zero, (sum, element) => sum + element.Sequential),
            Phases = elements.Aggregate(default(Phases), (sum, element) => sum + element.Phases),
            Attempts = [.. elements.SelectMany(element => element.Attempts.Select(attempt => attempt with { Start = element.Start + attempt.Start - start })).OrderBy(attempt => attempt.Start)],
            TraceId = failure?.TraceId,
            IsHeldBack = elements.Any(element => element.IsHeldBack),
            IsSlow = elements.Any(element => element.IsSlow),
            Elements = elements,
            LeftOut = leftOut,
        };
    }

    /// <summary>All values together are no larger than one answer may be; from the one on that does not fit, they are too large.</summary>
    private static List<SourceResult> WithinSize(IReadOnlyList<SourceResult> calls, long left)
    {
        var elements = new List<SourceResult>(calls.Count);
        foreach (var call in calls)
        {
            left -= call.Value is { } value ? JsonMarshal.GetRawUtf8Value(value).Length : 0;
            elements.Add(call.IsOk && left < 0 ? call with { Reason = Reason.TooLarge, Value = null } : call);
        }

        return elements;
    }
}
