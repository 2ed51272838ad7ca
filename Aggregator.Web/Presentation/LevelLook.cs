using Aggregator.Core.Aggregation;
using Aggregator.Core.Sources;
using Aggregator.Web.Components;

namespace Aggregator.Web.Presentation;

/// <summary>How the level of a value looks. Its shapes and classes are none of those that say how a call went (<see cref="Look"/>).</summary>
internal static class LevelLook
{
    private static readonly Look Ok = new(Words.Of(Level.Ok), "✓", Outlines.Tick, "level-ok");
    private static readonly Look Warning = new(Words.Of(Level.Warning), "◇", Outlines.Diamond, "level-warning");
    private static readonly Look Critical = new(Words.Of(Level.Critical), "‼", Outlines.TwoMarks, "level-critical");

    public static Look Of(Level level) => level switch
    {
        Level.Ok => Ok,
        Level.Warning => Warning,
        _ => Critical,
    };

    /// <summary>How a bad result looks where there is room for one state only; null where the run's own look says more: the result is good, or the run failed.</summary>
    public static Look? OfBadResult(AggregateResult run) => run is { Level: { } level and not Level.Ok, Status: not RunStatus.Failed } ? Of(level) : null;
}
