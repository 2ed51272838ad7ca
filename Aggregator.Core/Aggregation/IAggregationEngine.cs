using Aggregator.Core.Fetching;

namespace Aggregator.Core.Aggregation;

/// <summary>Asks all sources of a board at once.</summary>
public interface IAggregationEngine
{
    /// <summary>
    /// Starts every call at once and yields each result as it arrives, until the last one or the board's deadline. Then
    /// <see cref="Run.Result"/> is set. A consumer that stops early, or <paramref name="cancellationToken"/>, cancels the calls.
    /// </summary>
    /// <param name="run">What to run. A run is streamed once.</param>
    /// <param name="cancellationToken">The viewer's: fires when nobody waits for the answer any more.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    IAsyncEnumerable<SourceResult> StreamAsync(Run run, CancellationToken cancellationToken);

    /// <summary>Streams the run to its end.</summary>
    /// <param name="run">What to run. A run is streamed once.</param>
    /// <param name="cancellationToken">The viewer's: fires when nobody waits for the answer any more.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    Task<AggregateResult> RunAsync(Run run, CancellationToken cancellationToken);
}
