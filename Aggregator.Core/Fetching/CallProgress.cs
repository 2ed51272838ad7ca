using System.Diagnostics;
using System.Text.Json;
using Aggregator.Core.Fetching.Attempts;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>How far a call has come. The call writes to it as it goes; every run that waits for the call reads it whenever it likes.</summary>
internal sealed class CallProgress(Source source, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<AttemptProgress> _attempts = new(1);
    private bool _isNextBeside;

    /// <summary>The timestamp at which the call started.</summary>
    public long StartedAt { get; } = time.GetTimestamp();

    /// <summary>How long the call has taken so far.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(StartedAt);

    /// <summary>How long decoding took, whether it found a value or not.</summary>
    public TimeSpan Decode { get; set; }

    /// <summary>Whether the call waits because too many of its source are under way.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Whether the call still needs a token.</summary>
    public bool HasNoToken { get; set; }

    /// <summary>Whether a request was sent beside another one: once in a call is enough.</summary>
    public bool HasHedged { get; private set; }

    /// <summary>Whether another request was not sent since the source's <see cref="Retrying.RetryBudget"/> had none left for it.</summary>
    public bool IsHeldBack { get; private set; }

    /// <summary>Why the last attempt failed; null where there was none.</summary>
    public Reason? LastFailure => CurrentAttempt()?.ToAttempt(null).Failure;

    public AttemptProgress BeginAttempt()
    {
        lock (_lock)
        {
            var attempt = new AttemptProgress(time, StartedAt, _isNextBeside ? _attempts[^1] : null);
            _isNextBeside = false;
            _attempts.Add(attempt);
            return attempt;
        }
    }

    /// <summary>The attempt that begins next runs beside the one that is under way.</summary>
    public void BeginHedge() => (HasHedged, _isNextBeside) = (true, true);

    /// <summary>Notes whether another request may be sent.</summary>
    /// <returns>The same.</returns>
    public bool NoteExtra(bool isAllowed)
    {
        IsHeldBack |= !isAllowed;
        return isAllowed;
    }

    /// <summary>The last attempt, and of two that run side by side the one that counts.</summary>
    public AttemptProgress? CurrentAttempt()
    {
        lock (_lock)
        {
            return _attempts.LastOrDefault(attempt => attempt.Counts);
        }
    }

    /// <summary>The call so far, as a result of a run from whose beginning it starts so late.</summary>
    public SourceResult ToResult(TimeSpan start, Origin origin, Reason? reason, JsonElement? value, IReadOnlyDictionary<string, JsonElement>? picks)
    {
        AttemptProgress? last = null;
        var phases = new Phases(default, default, default, Decode);
        Attempt[] snapshots;
        lock (_lock)
        {
            snapshots = _attempts.Count == 0 ? [] : new Attempt[_attempts.Count];
            for (var i = 0; i < snapshots.Length; i++)
            {
                var attempt = _attempts[i];
                snapshots[i] = attempt.ToAttempt(reason);
                if (!snapshots[i].IsBeside)
                {
                    phases += snapshots[i].Phases;
                    last = attempt;
                }
            }
        }

        return new SourceResult
        {
            Source = source,
            Reason = reason,
            Value = value,
            HttpStatus = last?.Status,
            Bytes = last?.Bytes,
            Origin = origin,
            Start = start,
            Duration = Elapsed,
            Phases = phases,
            Attempts = snapshots,
            Picks = picks,
            IsHeldBack = IsHeldBack,
            HasNoToken = reason is not null && HasNoToken,
            TraceId = reason is null ? null : Activity.Current?.TraceId.ToHexString(),
        };
    }
}
