using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Aggregator.Web.Presentation;

/// <summary>How a state looks: always a word, a shape and a colour, never a colour alone.</summary>
/// <param name="Word">The word.</param>
/// <param name="Shape">A character that tells the state without colour, where only text can stand.</param>
/// <param name="Outline">The same as a drawing; no two states share one.</param>
/// <param name="CssClass">The class that colours it.</param>
public sealed record Look(string Word, string Shape, RenderFragment Outline, string CssClass)
{
    /// <summary>The file of the page's icon in that state of a run.</summary>
    public string Icon => $"favicon-{CssClass["look-".Length..]}.svg";

    /// <summary>A source that has not answered yet.</summary>
    public static readonly Look Loading = new("loading", "…", Outlines.Dots, "look-loading");

    /// <summary>A value of an earlier run, while a later one does not arrive.</summary>
    public static readonly Look Stale = new("stale", "◷", Outlines.Clock, "look-stale");

    /// <summary>No value.</summary>
    public static readonly Look Error = new(Words.Error, "✗", Outlines.Octagon, "look-error");

    /// <summary>A value.</summary>
    public static readonly Look Ok = new(Words.Ok, "✓", Outlines.Disc, "look-ok");
    /// <summary>A value that did not come as it should.</summary>
    public static readonly Look Degraded = new("degraded", "!", Outlines.Triangle, "look-degraded");
    /// <summary>A source that is not called for a while.</summary>
    public static readonly Look Off = new("off", "○", Outlines.Square, "look-off");
    /// <summary>A board that has not run yet.</summary>
    public static readonly Look NotRun = Off with { Word = "not run yet" };
    private static readonly Look Complete = Ok with { Word = Words.Of(RunStatus.Complete) };
    private static readonly Look NoResult = Degraded with { Word = "no result" };
    private static readonly Look Partial = Degraded with { Word = Words.Of(RunStatus.Partial) };
    private static readonly Look Failed = Error with { Word = Words.Of(RunStatus.Failed) };

    /// <summary>Every state of a source.</summary>
    public static IReadOnlyList<Look> OfSources { get; } = [Loading, Ok, Degraded, Stale, Error, Off];

    /// <summary>How a source looks: degraded where a part is missing or stands in, where an attempt failed or it took much longer than usual, off where it is not called for a while.</summary>
    public static Look Of(SourceResult result) => result switch
    {
        { IsOk: true, IsWhole: false } or { IsOk: true, IsSlow: true } => Degraded,
        { IsOk: true } when HasFailedAttempt(result) => Degraded,
        { IsOk: true } => Ok,
        { Reason: Reason.CircuitOpen } => Off,
        _ => Error,
    };

    /// <summary>How a run looks. Where every source has a value and the result has none, that is no tick either.</summary>
    public static Look Of(AggregateResult run) => Of(run.Status, run.Result.Reason is not null);

    /// <summary>How a run of some time ago looks.</summary>
    public static Look Of(LastRun run) => Of(run.Status, run.HasNoResult);

    private static bool HasFailedAttempt(SourceResult result)
    {
        if (result.Elements is { } elements)
        {
            return elements.Any(HasFailedAttempt);
        }

        for (var i = 0; i < result.Attempts.Count; i++)
        {
            if (result.Attempts[i].Failure is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static Look Of(RunStatus status, bool hasNoResult) => status switch
    {
        RunStatus.Complete => hasNoResult ? NoResult : Complete,
        RunStatus.Partial => Partial,
        _ => Failed,
    };
}
