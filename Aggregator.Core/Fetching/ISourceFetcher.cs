namespace Aggregator.Core.Fetching;

/// <summary>Makes one call: HTTP, with retries and all limits, decoding and selection.</summary>
public interface ISourceFetcher
{
    /// <summary>Makes the call. Whatever an API can do wrong is a result with a <see cref="SourceResult.Reason"/>, never an exception.</summary>
    /// <param name="call">What to call, and where the progress is written down.</param>
    /// <param name="cancellationToken">The run's: it fires when the viewer leaves and at the board's deadline.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    Task<SourceResult> FetchAsync(SourceCall call, CancellationToken cancellationToken);
}
