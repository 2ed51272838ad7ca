namespace Aggregator.Core.Combining;

/// <summary>How many sources have a value.</summary>
internal sealed class CountCombiner : ICombiner
{
    public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(CombinedValue.Of((decimal)context.Answered.Count()));
}
