namespace Aggregator.Core.Combining;

/// <summary>The value of the first source, in the board's order, that has one: a chain of fallbacks.</summary>
internal sealed class FirstCombiner : ICombiner
{
    public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(context.Answered.FirstOrDefault() is { Value: { } value } ? CombinedValue.Of(value) : CombineProblem.NothingToCombine());
}
