using System.Diagnostics;

namespace Aggregator.Core.Fetching;

/// <summary>A call under way that any number of runs wait for. Who joins and who leaves, <see cref="SharedFetcher"/> sees to.</summary>
internal sealed class SharedCall : IDisposable
{
    private readonly ActivityContext? _trace = Activity.Current?.Context;
    private readonly CancellationTokenSource _abandonment = new();

    /// <param name="key">What is called.</param>
    /// <param name="call">The call, as the run that started it made it.</param>
    public SharedCall(CallKey key, SourceCall call)
    {
        Key = key;
        Call = call;
        Abandoned = _abandonment.Token;
    }

    public CallKey Key { get; }

    public SourceCall Call { get; }

    /// <summary>Fires when nobody waits any more.</summary>
    public CancellationToken Abandoned { get; }

    /// <summary>How many runs wait.</summary>
    public int Waiting { get; set; } = 1;

    /// <summary>How the call ends. Those who wait go on side by side, and not one after the other.</summary>
    public TaskCompletionSource<SourceResult> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Abandon() => _abandonment.Cancel();

    public void Dispose() => _abandonment.Dispose();

    /// <summary>The trace of the run that started the call, for the log: its ids alone, which hold nothing of a viewer's request.</summary>
    public Activity? ContinueTrace() => _trace is { } trace
        ? new Activity("Aggregator.Call").SetParentId(trace.TraceId, trace.SpanId, trace.TraceFlags).Start()
        : null;
}
