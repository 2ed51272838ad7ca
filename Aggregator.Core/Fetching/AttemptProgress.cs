namespace Aggregator.Core.Fetching;

/// <summary>One HTTP request under way. Its milestones are timestamps; one that has not been reached is 0.</summary>
internal sealed class AttemptProgress(TimeProvider time, long callStartedAt)
{
    private readonly Lock _lock = new();
    private readonly long _startedAt = time.GetTimestamp();
    private long _connectedAt;
    private long _headersAt;
    private long _endedAt;
    private int _status;
    private long _bytes = -1;
    private Reason? _failure;
    private bool _isConnecting;
    private bool _isCancelled;

    /// <summary>The answer's status; null where there is none yet.</summary>
    public int? Status => _status == 0 ? null : _status;

    /// <summary>The bytes of the body read so far, after decompression; null where no body was read.</summary>
    public long? Bytes => Volatile.Read(ref _bytes) is >= 0 and var bytes ? bytes : null;

    /// <summary>A connection is being opened for this request.</summary>
    public void Connecting()
    {
        lock (_lock)
        {
            _isConnecting = true;
        }
    }

    /// <summary>A connection opened for this request is ready. It may come too late: the request took one that had become free.</summary>
    public void Connected()
    {
        lock (_lock)
        {
            if (_connectedAt == 0 && _headersAt == 0 && _endedAt == 0)
            {
                _connectedAt = time.GetTimestamp();
            }
        }
    }

    public void HeadersReceived(int status)
    {
        lock (_lock)
        {
            _headersAt = time.GetTimestamp();
            _status = status;
        }
    }

    public void Read(long bytes) => Volatile.Write(ref _bytes, bytes);

    public void End(Reason? failure)
    {
        lock (_lock)
        {
            _endedAt = time.GetTimestamp();
            _failure = failure;
        }
    }

    /// <summary>Some limit cut the attempt off; which one it was the call knows.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            _endedAt = time.GetTimestamp();
            _isCancelled = true;
        }
    }

    /// <summary>The attempt so far. One that is still under way ends here, for the reason for which the call does.</summary>
    public Attempt ToAttempt(Reason? reasonOfCall)
    {
        lock (_lock)
        {
            var endedAt = _endedAt == 0 ? time.GetTimestamp() : _endedAt;
            var headersAt = _headersAt == 0 ? endedAt : _headersAt;

            // A connection that was opened and never ready took all the time there was, unless another one brought the answer.
            var connectedAt = _connectedAt != 0 ? _connectedAt : _isConnecting && _headersAt == 0 ? endedAt : _startedAt;
            return new Attempt(
                time.GetElapsedTime(callStartedAt, _startedAt),
                time.GetElapsedTime(_startedAt, endedAt),
                new Phases(
                    Connect: time.GetElapsedTime(_startedAt, connectedAt),
                    Wait: time.GetElapsedTime(connectedAt, headersAt),
                    Read: time.GetElapsedTime(headersAt, endedAt),
                    Decode: TimeSpan.Zero),
                _isCancelled || _endedAt == 0 ? WhyCutOff(reasonOfCall) : _failure);
        }
    }

    private static Reason WhyCutOff(Reason? reasonOfCall) => reasonOfCall is Reason.Deadline ? Reason.Deadline : Reason.Timeout;
}
