using System.Text.Json;

namespace Aggregator.Core.Combining;

/// <summary>One list of all the sources' lists, in the board's order.</summary>
internal sealed class ConcatCombiner : ICombiner
{
    public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Combine(context));

    private static CombinedValue Combine(CombineContext context)
    {
        var items = new List<JsonElement>();
        var hasAny = false;
        foreach (var result in context.Answered)
        {
            if (result.Value is not { ValueKind: JsonValueKind.Array } value)
            {
                return CombineProblem.WrongKind("Concat", "lists", result);
            }

            hasAny = true;
            items.AddRange(value.EnumerateArray());
        }

        return hasAny
            ? CombinedValue.Of(JsonSerializer.SerializeToElement(items, CombiningJsonContext.Default.ListJsonElement))
            : CombineProblem.NothingToCombine();
    }
}
