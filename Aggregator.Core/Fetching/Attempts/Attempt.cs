namespace Aggregator.Core.Fetching.Attempts;

/// <summary>One HTTP request of a call.</summary>
/// <param name="Start">From the start of the call.</param>
/// <param name="Phases">Where its time went; nothing of it is decoding, which follows the last attempt.</param>
/// <param name="Duration">Until the whole body was there, or the attempt was given up.</param>
/// <param name="Failure">Why it failed; null where it answered, or was given up because another one had.</param>
/// <param name="IsBeside">Whether another one that ran at the same time counts in its place, for the status of the call and for its phases.</param>
public sealed record Attempt(TimeSpan Start, TimeSpan Duration, Phases Phases, Reason? Failure, bool IsBeside = false)
{
    /// <summary>Whether its answer is the one that counts.</summary>
    public bool HasAnswered => Failure is null && !IsBeside;
}
