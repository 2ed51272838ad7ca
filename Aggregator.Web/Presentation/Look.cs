using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;

namespace Aggregator.Web.Presentation;

/// <summary>How a state looks: always a word, a shape and a colour, never a colour alone.</summary>
/// <param name="Word">The word.</param>
/// <param name="Shape">A character that tells the state without colour.</param>
/// <param name="CssClass">The class that colours it.</param>
public sealed record Look(string Word, string Shape, string CssClass)
{
    /// <summary>The file of the page's icon in that state.</summary>
    public string Icon => $"favicon-{CssClass["look-".Length..]}.svg";

    /// <summary>A source that has not answered yet.</summary>
    public static readonly Look Loading = new("loading", "…", "look-loading");

    /// <summary>A value of an earlier run, while a later one does not arrive.</summary>
    public static readonly Look Stale = new("stale", "◷", "look-stale");

    private static readonly Look Ok = new(Words.Ok, "✓", "look-ok");
    private static readonly Look Degraded = new("degraded", "!", "look-degraded");
    private static readonly Look Error = new(Words.Error, "✗", "look-error");
    private static readonly Look Off = new("off", "○", "look-off");
    private static readonly Look Complete = new(Words.Of(RunStatus.Complete), "✓", "look-ok");
    private static readonly Look Partial = new(Words.Of(RunStatus.Partial), "!", "look-degraded");
    private static readonly Look Failed = new(Words.Of(RunStatus.Failed), "✗", "look-error");

    /// <summary>How a source looks: degraded where it took more than one attempt, off where it is not called for a while.</summary>
    public static Look Of(SourceResult result) => result switch
    {
        { IsOk: true, Attempts.Count: > 1 } => Degraded,
        { IsOk: true } => Ok,
        { Reason: Reason.CircuitOpen } => Off,
        _ => Error,
    };

    /// <summary>How a run looks. Where every source has a value and the result has none, that is no tick either.</summary>
    public static Look Of(AggregateResult run) => run.Status switch
    {
        RunStatus.Complete => run.Result.Reason is null ? Complete : Partial,
        RunStatus.Partial => Partial,
        _ => Failed,
    };
}
