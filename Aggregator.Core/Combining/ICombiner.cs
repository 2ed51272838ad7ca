namespace Aggregator.Core.Combining;

/// <summary>
/// Turns the values of a run's sources into the board's result. It runs once for each run, after every call has ended, in the flow of the
/// viewer's own request: what it takes from dependency injection, IHttpContextAccessor for one, is that viewer's, and nothing else touches it
/// at the same time. Register it by <see cref="CombiningServiceCollectionExtensions.AddCombiner{TCombiner}"/>.
/// </summary>
public interface ICombiner
{
    /// <summary>Combines the values. An exception becomes a result without a value and never breaks the page.</summary>
    /// <param name="context">The board and how each of its calls ended.</param>
    /// <param name="cancellationToken">Fires when the viewer leaves.</param>
    ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken);
}
