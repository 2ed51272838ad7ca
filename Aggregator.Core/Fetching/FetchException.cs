namespace Aggregator.Core.Fetching;

/// <summary>An attempt failed, and this is why. It travels from the attempt through the resilience pipeline to the fetcher and no further.</summary>
internal sealed class FetchException(Reason reason, Exception? innerException = null, TimeSpan? retryAfter = null)
    : Exception($"The attempt failed: {reason.Code()}.", innerException)
{
    public Reason Reason { get; } = reason;

    /// <summary>How long the API asks to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether a 5xx or 408 is behind <see cref="Reason.BadStatus"/>: the API's trouble, not the request's.</summary>
    public bool IsServerError { get; init; }
}
