using System.Collections.ObjectModel;
using Aggregator.Core.Combining;
using Aggregator.Core.Decoding;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Aggregation;

/// <summary>One run of a board: what came back, what it adds up to, and where the time went.</summary>
public sealed record AggregateResult
{
    /// <summary>The board.</summary>
    public required Board Board { get; init; }

    /// <summary>How each call ended, in the board's order.</summary>
    public required IReadOnlyList<SourceResult> Sources { get; init; }

    /// <summary>The value of each of the board's parameters, by name; none where it has none.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The combined value.</summary>
    public required CombinedValue Result { get; init; }

    /// <summary>How good the combined value is; null where the board says nothing about that, or the value is not one number.</summary>
    public Level? Level =>
        Board.Thresholds.AreSet && Result.Value is { } value && NumberText.Find(value) is { } number ? Board.Thresholds.LevelOf(Number.Of(number)) : null;

    /// <summary>When the run started, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What the viewer waited: from the start of the run until everything was there, combined.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What the calls would have taken one after another.</summary>
    public TimeSpan Sequential => Sources.Aggregate(TimeSpan.Zero, (sum, source) => sum + source.Sequential);

    /// <summary>What asking at once saved; never below zero.</summary>
    public TimeSpan Saved => Sequential > Elapsed ? Sequential - Elapsed : TimeSpan.Zero;

    /// <summary>The call that took longest.</summary>
    public SourceResult? Slowest => Sources.MaxBy(source => source.Duration);

    /// <summary>How many sources have a value.</summary>
    public int Answered => Sources.Count(source => source.IsOk);

    /// <summary>How the run went.</summary>
    public RunStatus Status =>
        HasFailed(source => source.IsOk) ? RunStatus.Failed
        : Sources.All(source => source.IsWhole) ? RunStatus.Complete
        : RunStatus.Partial;

    /// <summary>Whether the run failed and would not have, had the deadline left time for the calls it cut off.</summary>
    public bool HasDeadlineMadeItFail => Status == RunStatus.Failed && !HasFailed(source => source.IsOk || source.Reason == Reason.Deadline);

    private bool HasFailed(Func<SourceResult, bool> isThere)
    {
        var count = 0;
        foreach (var source in Sources)
        {
            if (isThere(source))
            {
                count++;
            }
            else if (Board.Requires(source.Source))
            {
                return true;
            }
        }

        return count == 0 || count < Board.MinimumSources;
    }
}
