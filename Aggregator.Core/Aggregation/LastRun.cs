using Aggregator.Core.Sources;

namespace Aggregator.Core.Aggregation;

/// <summary>How the last run of a whole board went. Nothing of what an API sent is in it.</summary>
public sealed record LastRun
{
    private LastRun(AggregateResult run, long endTimestamp)
    {
        Status = run.Status;
        HasNoResult = run.Result.Reason is not null;
        Level = run.Level;
        Answered = run.Answered;
        Sources = run.Sources.Count;
        EndedAt = run.StartedAt + run.Elapsed;
        EndTimestamp = endTimestamp;
    }

    /// <summary>How it went.</summary>
    public RunStatus Status { get; }

    /// <summary>Whether the values could not be combined although they should have been.</summary>
    public bool HasNoResult { get; }

    /// <summary>How good its result was; null where the board says nothing about that.</summary>
    public Level? Level { get; }

    /// <summary>How many sources had a value.</summary>
    public int Answered { get; }

    /// <summary>How many sources were asked.</summary>
    public int Sources { get; }

    /// <summary>When it ended, in UTC.</summary>
    public DateTimeOffset EndedAt { get; }

    /// <summary>The same on the clock that never jumps.</summary>
    internal long EndTimestamp { get; }

    internal static LastRun Of(AggregateResult run, long endTimestamp) => new(run, endTimestamp);
}
