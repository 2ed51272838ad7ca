using Aggregator.Core.Aggregation;
using Aggregator.Core.Sources;

namespace Aggregator.Web.Presentation;

/// <summary>How the level of a value looks. Its shapes and classes are none of those that say how a call went (<see cref="Look"/>).</summary>
internal static class LevelLook
{
    private const string Tick = "M6.3 14 .8 8.5l2.3-2.3 3.2 3.2 6.6-6.6L15.2 5.1Z";
    private const string Diamond = "M8 0l8 8-8 8-8-8ZM7 4v5h2V4Zm0 6v2h2v-2Z";
    private const string TwoMarks = "M3.5 1h3.5l-.7 9H4.2ZM9 1h3.5l-.7 9H9.7ZM4 12h2.5v2.5H4Zm5.5 0H12v2.5H9.5Z";

    private static readonly Look Ok = new(Words.Of(Level.Ok), "✓", Tick, "level-ok");
    private static readonly Look Warning = new(Words.Of(Level.Warning), "◇", Diamond, "level-warning");
    private static readonly Look Critical = new(Words.Of(Level.Critical), "‼", TwoMarks, "level-critical");

    public static Look Of(Level level) => level switch
    {
        Level.Ok => Ok,
        Level.Warning => Warning,
        _ => Critical,
    };

    /// <summary>How a bad result looks where there is room for one state only; null where the run's own look says more: the result is good, or the run failed.</summary>
    public static Look? OfBadResult(AggregateResult run) => run is { Level: { } level and not Level.Ok, Status: not RunStatus.Failed } ? Of(level) : null;
}
