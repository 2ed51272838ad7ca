namespace Aggregator.Core.Combining;

/// <summary>A board that only shows its sources.</summary>
internal sealed class NoneCombiner : ICombiner
{
    public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) => ValueTask.FromResult(CombinedValue.None);
}
