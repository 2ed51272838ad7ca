namespace Aggregator.Core.Fetching.Retrying;

/// <summary>
/// Keeps the requests on top of a source's calls, retries and hedges, to a tenth of these, so that an API in trouble does not get twice the load: a token
/// bucket, in which every call and every second put a tenth of a request. The seconds, and a bucket that is full at first, are for the few calls of a lone viewer.
/// </summary>
internal sealed class RetryBudget(TimeProvider time)
{
    private const double TenthsOfARequest = 10;
    private const double Most = 10 * TenthsOfARequest;
    private const double OnlyForRetries = Most / 2;

    private readonly Lock _lock = new();
    private double _tenths = Most;
    private long _filledAt = time.GetTimestamp();

    /// <summary>A call was made, whether it will be retried or not.</summary>
    public void AddCall() => Fill(1);

    /// <summary>Takes a retry; false where none is left.</summary>
    public bool TryTake() => TryTake(leaving: 0);

    /// <summary>Takes a hedge; false where the rest is for retries, which a call needs more than a quicker answer.</summary>
    public bool TryTakeHedge() => TryTake(OnlyForRetries);

    private bool TryTake(double leaving)
    {
        lock (_lock)
        {
            Fill(0);
            if (_tenths - TenthsOfARequest < leaving)
            {
                return false;
            }

            _tenths -= TenthsOfARequest;
            return true;
        }
    }

    private void Fill(double tenths)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _tenths = Math.Min(Most, _tenths + tenths + time.GetElapsedTime(_filledAt, now).TotalSeconds);
            _filledAt = now;
        }
    }
}
