using System.Runtime.CompilerServices;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Aggregation;

/// <summary>
/// How the last run of each board went, whoever it was for, as long as this process lives. A board that has changed, or one of whose sources has, begins anew.
/// Runs with other parameters than the defaults do not count; runs of one source only are runs of another board, which nobody asks for.
/// </summary>
public sealed class LastRuns(TimeProvider time)
{
    private readonly ConditionalWeakTable<object, Latest> _runs = [];

    /// <summary>The last run of a board; null where it has not run yet.</summary>
    public LastRun? Find(Board board) => _runs.TryGetValue(board.Identity, out var latest) ? latest.Run : null;

    /// <summary>How long ago a run ended.</summary>
    public TimeSpan AgeOf(LastRun run) => time.GetElapsedTime(run.EndTimestamp);

    /// <summary>Notes a run that has just ended.</summary>
    internal void Note(AggregateResult run) => _runs.GetValue(run.Board.Identity, static _ => new Latest()).Run = LastRun.Of(run, time.GetTimestamp());

    private sealed class Latest
    {
        private volatile LastRun? _run;

        public LastRun? Run
        {
            get => _run;
            set => _run = value;
        }
    }
}
