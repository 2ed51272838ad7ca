using System.Text.Json;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>
/// One call for one run: what is called, how long the run waits, and how far the call is, so that a run that ends before the call does can still
/// tell. A run that joins a call of another's tells how far that one is, with times from its own start.
/// </summary>
public sealed class SourceCall
{
    /// <summary>A timer may fire this much before its time by a finer clock.</summary>
    private static readonly TimeSpan TimerTolerance = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time;
    private readonly long _runStartedAt;
    private long _lastDeadlineAt;

    /// <summary>Starts the clock of a call.</summary>
    /// <param name="source">What to call.</param>
    /// <param name="time">The clock.</param>
    /// <param name="runStartedAt">The timestamp at which the run started.</param>
    /// <param name="deadline">The run's deadline, from its start.</param>
    /// <param name="inputs">What the call is made with; null where every call of the source is the same.</param>
    public SourceCall(Source source, TimeProvider time, long runStartedAt, TimeSpan deadline, CallInputs? inputs = null)
    {
        Source = source;
        Inputs = inputs;
        _time = time;
        _runStartedAt = runStartedAt;
        _lastDeadlineAt = runStartedAt + (long)(deadline.TotalSeconds * time.TimestampFrequency);
        Progress = new CallProgress(source, time);
    }

    /// <summary>What is called.</summary>
    public Source Source { get; }

    /// <summary>What the call is made with; null where every call of the source is the same.</summary>
    public CallInputs? Inputs { get; }

    /// <summary>How long the call has taken so far.</summary>
    public TimeSpan Elapsed => Progress.Elapsed;

    /// <summary>What is left until the source's timeout or the last deadline of the runs that wait, whichever comes first.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var ofTimeout = Source.Timeout - Elapsed;
            var ofDeadline = _time.GetElapsedTime(_time.GetTimestamp(), Volatile.Read(ref _lastDeadlineAt));
            return ofTimeout < ofDeadline ? ofTimeout : ofDeadline;
        }
    }

    /// <summary>Whether somebody wants to see the answer itself.</summary>
    internal bool KeepsAnswer { get; set; }

    /// <summary>The answer, where somebody wants to see it and there is one.</summary>
    internal KeptAnswer? Answer { get; set; }

    /// <summary>How far the call is.</summary>
    internal CallProgress Progress { get; private set; }

    /// <summary>Whether the call was started for this run or joined by it.</summary>
    internal Origin Origin { get; private set; }

    /// <summary>Fires when nobody waits for the call any more: the viewers left, or their boards' deadlines came.</summary>
    internal CancellationToken Caller { get; set; }

    /// <summary>Whether those who waited gave up before the source's own timeout.</summary>
    internal bool IsAbandoned => Caller.IsCancellationRequested && !HasUsedItsTime;

    private TimeSpan Start => _time.GetElapsedTime(_runStartedAt, Progress.StartedAt);

    private bool HasUsedItsTime => Source.Timeout - Elapsed < TimerTolerance;

    /// <summary>
    /// The call so far, as a result without a value. Where the run's deadline comes together with the source's timeout, it is the timeout that counts;
    /// a call that either of them found in the queue was never made.
    /// </summary>
    public SourceResult ToFailure(Reason reason) => ToResult(
        reason switch
        {
            Reason.Timeout or Reason.Deadline when Progress.IsQueued => Reason.Busy,
            Reason.Deadline when HasUsedItsTime => Reason.Timeout,
            _ => reason,
        });

    internal SourceResult ToSuccess(JsonElement value, IReadOnlyDictionary<string, JsonElement>? picks = null) => ToResult(reason: null, value, picks);

    /// <summary>Waits for a call of another run instead of one of its own. That call then may go on as long as this run waits.</summary>
    internal void Join(SourceCall underWay)
    {
        Progress = underWay.Progress;
        Origin = Origin.Shared;
        Volatile.Write(ref underWay._lastDeadlineAt, Math.Max(underWay._lastDeadlineAt, _lastDeadlineAt));
    }

    /// <summary>The end of the call, in this run's time.</summary>
    internal SourceResult AsSeenByRun(SourceResult result) => Origin is Origin.Live ? result : result with { Start = Start, Origin = Origin };

    private SourceResult ToResult(Reason? reason, JsonElement? value = null, IReadOnlyDictionary<string, JsonElement>? picks = null) =>
        Progress.ToResult(Start, Origin, reason, value, picks);
}
