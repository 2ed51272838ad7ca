using Aggregator.Core.Fetching.Connecting;

namespace Aggregator.Core.Fetching.Attempts;

/// <summary>One HTTP request under way. Its milestones are timestamps, null until they are reached.</summary>
/// <param name="time">The clock.</param>
/// <param name="callStartedAt">The timestamp at which the call started.</param>
/// <param name="first">The one beside which this one runs, because that one takes long; null where it runs alone.</param>
internal sealed class AttemptProgress(TimeProvider time, long callStartedAt, AttemptProgress? first = null)
{
    private static readonly AsyncLocal<AttemptProgress?> OfThisFlow = new();

    private readonly Lock _lock = new();
    private readonly long _startedAt = time.GetTimestamp();
    private long? _connectedAt;
    private long? _headersAt;
    private long? _endedAt;
    private int _status;
    private long _bytes = -1;
    private Reason? _failure;
    private bool _isConnecting;
    private bool _isCancelled;
    private bool _isGivenUp;
    private volatile bool _hasLost;

    /// <summary>
    /// The attempt in whose flow of control the caller is. HTTP/1.1 writes a request in the flow of its sender; HTTP/2, where many share
    /// a connection, does not.
    /// </summary>
    public static AttemptProgress? Current
    {
        get => OfThisFlow.Value;
        set => OfThisFlow.Value = value;
    }

    /// <summary>The connection that an HTTP/1.1 request was written to; null where it was not yet.</summary>
    public FreshConnection? Connection { get; set; }

    /// <summary>The answer's status; null where there is none yet.</summary>
    public int? Status => _status == 0 ? null : _status;

    /// <summary>The bytes of the body read so far, after decompression; null where no body was read.</summary>
    public long? Bytes => Volatile.Read(ref _bytes) is >= 0 and var bytes ? bytes : null;

    /// <summary>Whether the attempt, and none beside it, counts for the call. As long as two are under way, that is the first one.</summary>
    public bool Counts => first is null ? !_hasLost : first._hasLost;

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
            if ((_connectedAt ?? _headersAt ?? _endedAt) is null)
            {
                _connectedAt = time.GetTimestamp();
            }
        }
    }

    /// <summary>The request goes on to another address. A connection that has to be opened for that is part of waiting for the answer.</summary>
    public void Redirected()
    {
        lock (_lock)
        {
            _connectedAt ??= _startedAt;
        }
    }

    public void HeadersReceived(int status)
    {
        lock (_lock)
        {
            _headersAt ??= _isGivenUp ? null : time.GetTimestamp();
            _status = status;
        }
    }

    public void Read(long bytes) => Volatile.Write(ref _bytes, bytes);

    public void End(Reason? failure)
    {
        lock (_lock)
        {
            _endedAt ??= time.GetTimestamp();
            _failure = _isGivenUp ? null : failure;
        }
    }

    /// <summary>Some limit cut the attempt off; which one it was the call knows.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            _endedAt ??= time.GetTimestamp();
            _isCancelled = !_isGivenUp;
        }
    }

    /// <summary>One that ran beside it counts in its place. If it is still under way, it ends here, and nothing that comes later is of it.</summary>
    public void Lose()
    {
        lock (_lock)
        {
            _hasLost = true;
            _isGivenUp = _endedAt is null;
            _endedAt ??= time.GetTimestamp();
        }
    }

    /// <summary>The attempt so far. One that is still under way ends here, for the reason for which the call does.</summary>
    public Attempt ToAttempt(Reason? reasonOfCall)
    {
        lock (_lock)
        {
            var endedAt = _endedAt ?? time.GetTimestamp();
            var headersAt = _headersAt ?? endedAt;

            // A connection that was opened and never ready took all the time there was, unless another one brought the answer.
            var connectedAt = _connectedAt ?? (_isConnecting && _headersAt is null ? endedAt : _startedAt);
            return new Attempt(
                time.GetElapsedTime(callStartedAt, _startedAt),
                time.GetElapsedTime(_startedAt, endedAt),
                new Phases(
                    Connect: time.GetElapsedTime(_startedAt, connectedAt),
                    Wait: time.GetElapsedTime(connectedAt, headersAt),
                    Read: time.GetElapsedTime(headersAt, endedAt),
                    Decode: TimeSpan.Zero),
                _isCancelled || _endedAt is null ? WhyCutOff(reasonOfCall) : _failure,
                IsBeside: !Counts);
        }
    }

    private static Reason WhyCutOff(Reason? reasonOfCall) => reasonOfCall is Reason.Deadline ? Reason.Deadline : Reason.Timeout;
}
