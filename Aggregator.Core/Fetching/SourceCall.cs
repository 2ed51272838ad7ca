using System.Text.Json;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>
/// One call under way: its limits and its progress. The call writes to it as it goes, so that a run that ends before the call does
/// can still tell how far it came.
/// </summary>
public sealed class SourceCall
{
    private static readonly HttpRequestOptionsKey<SourceCall> Key = new(nameof(SourceCall));

    private readonly Lock _lock = new();
    private readonly List<AttemptProgress> _attempts = new(1);
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly long _runStartedAt;
    private readonly TimeSpan _budget;

    /// <summary>Starts the clock of a call.</summary>
    /// <param name="source">What to call.</param>
    /// <param name="time">The clock.</param>
    /// <param name="runStartedAt">The timestamp at which the run started.</param>
    /// <param name="deadline">The run's deadline, from its start.</param>
    public SourceCall(Source source, TimeProvider time, long runStartedAt, TimeSpan deadline)
    {
        Source = source;
        _time = time;
        _startedAt = time.GetTimestamp();
        _runStartedAt = runStartedAt;
        var left = deadline - time.GetElapsedTime(runStartedAt, _startedAt);
        _budget = source.Timeout < left ? source.Timeout : left;
    }

    /// <summary>What is called.</summary>
    public Source Source { get; }

    /// <summary>How long the call has taken so far.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_startedAt);

    /// <summary>What is left until the source's timeout or the run's deadline, whichever comes first.</summary>
    public TimeSpan Remaining => _budget - Elapsed;

    /// <summary>The run's token: it fires when the viewer leaves and at the board's deadline.</summary>
    internal CancellationToken Caller { get; set; }

    /// <summary>Whether the caller gave up, as opposed to the source's own timeout. Clocks cannot tell: a timer may fire a little early.</summary>
    internal bool IsAbandoned => Caller.IsCancellationRequested;

    /// <summary>How long decoding took, whether it found a value or not.</summary>
    internal TimeSpan Decode { get; set; }

    /// <summary>Why the last attempt failed; null where there was none.</summary>
    internal Reason? LastFailure => CurrentAttempt()?.ToAttempt(null).Failure;

    /// <summary>The call so far, as a result without a value.</summary>
    public SourceResult ToFailure(Reason reason) => ToResult(reason, null);

    internal SourceResult ToSuccess(JsonElement value) => ToResult(null, value);

    internal static SourceCall Of(HttpRequestMessage request) =>
        Find(request) ?? throw new InvalidOperationException("The request belongs to no call.");

    internal static SourceCall? Find(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var call) ? call : null;

    internal void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);

    internal AttemptProgress BeginAttempt()
    {
        var attempt = new AttemptProgress(_time, _startedAt);
        lock (_lock)
        {
            _attempts.Add(attempt);
        }

        return attempt;
    }

    /// <summary>The attempt that is under way, for a connection that is opened on its behalf.</summary>
    internal AttemptProgress? CurrentAttempt()
    {
        lock (_lock)
        {
            return _attempts.LastOrDefault();
        }
    }

    private SourceResult ToResult(Reason? reason, JsonElement? value)
    {
        AttemptProgress[] attempts;
        lock (_lock)
        {
            attempts = [.. _attempts];
        }

        var snapshots = Array.ConvertAll(attempts, attempt => attempt.ToAttempt(reason));
        var phases = new Phases(default, default, default, Decode);
        foreach (var snapshot in snapshots)
        {
            phases += snapshot.Phases;
        }

        return new SourceResult
        {
            Source = Source,
            Reason = reason,
            Value = value,
            HttpStatus = attempts.LastOrDefault()?.Status,
            Bytes = attempts.LastOrDefault()?.Bytes,
            Start = _time.GetElapsedTime(_runStartedAt, _startedAt),
            Duration = Elapsed,
            Phases = phases,
            Attempts = snapshots,
        };
    }
}
