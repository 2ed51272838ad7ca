using System.Text.Json;
using Aggregator.Core.Combining;

namespace Aggregator.Web.Combining;

/// <summary>The difference between the highest and the lowest number.</summary>
internal sealed class SpreadCombiner : ICombiner
{
    public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken)
    {
        var numbers = context.Answered
            .Where(result => result.Value?.ValueKind == JsonValueKind.Number)
            .Select(result => result.Value!.Value.GetDecimal())
            .ToList();

        return ValueTask.FromResult(numbers.Count == 0 ? CombinedValue.Failed("No number has come in.") : CombinedValue.Of(numbers.Max() - numbers.Min()));
    }
}
