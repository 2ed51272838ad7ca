namespace Aggregator.Core.Fetching;

/// <summary>
/// Keeps the retries of a source to a tenth of its calls, so that an API in trouble does not get twice the load: a token bucket, in which every call and
/// every second put a tenth of a retry. The seconds, and a bucket that is full at first, are for the few calls of a lone viewer.
/// </summary>
internal sealed class RetryBudget(TimeProvider time)
{
    private const double TenthsOfARetry = 10;
    private const double Most = 10 * TenthsOfARetry;

    private readonly Lock _lock = new();
    private double _tenths = Most;
    private long _filledAt = time.GetTimestamp();

    /// <summary>A call was made, whether it will be retried or not.</summary>
    public void AddCall() => Fill(1);

    /// <summary>Takes a retry; false where none is left.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            Fill(0);
            if (_tenths < TenthsOfARetry)
            {
                return false;
            }

            _tenths -= TenthsOfARetry;
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
