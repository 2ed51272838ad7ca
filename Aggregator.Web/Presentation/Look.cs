using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;

namespace Aggregator.Web.Presentation;

/// <summary>How a state looks: always a word, a shape and a colour, never a colour alone.</summary>
/// <param name="Word">The word.</param>
/// <param name="Shape">A character that tells the state without colour, where only text can stand.</param>
/// <param name="Outline">The same as the path of an SVG of 16 × 16, filled by the rule <c>evenodd</c>; no two states share an outline.</param>
/// <param name="CssClass">The class that colours it.</param>
public sealed record Look(string Word, string Shape, string Outline, string CssClass)
{
    private const string Disc = "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0Zm-1.4 12L3 8.4l1.5-1.5 2.1 2.1 4.8-4.8 1.5 1.5Z";
    private const string Triangle = "M8 .5c.5 0 .9.3 1.1.7l6.7 12.4c.5.9-.1 1.9-1.1 1.9H1.3c-1 0-1.6-1-1.1-1.9L6.9 1.2C7.1.8 7.5.5 8 .5ZM7 5.5v4.7h2V5.5Zm0 6v2h2v-2Z";
    private const string Octagon = "M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7Zm.6 3.9L3.9 5.3 6.6 8l-2.7 2.7 1.4 1.4L8 9.4l2.7 2.7 1.4-1.4L9.4 8l2.7-2.7-1.4-1.4L8 6.6Z";
    private const string Clock = "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0Zm0 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM7 3.5v5.1l3.4 2.2 1.1-1.7L9 7.5v-4Z";
    private const string Square = "M1.5 0h13c.8 0 1.5.7 1.5 1.5v13c0 .8-.7 1.5-1.5 1.5h-13C.7 16 0 15.3 0 14.5v-13C0 .7.7 0 1.5 0ZM2 2v12h12V2Zm2.5 5h7v2h-7Z";
    private const string Dots = "M2 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Zm6 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4Zm6 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z";

    /// <summary>The file of the page's icon in that state of a run.</summary>
    public string Icon => $"favicon-{CssClass["look-".Length..]}.svg";

    /// <summary>A source that has not answered yet.</summary>
    public static readonly Look Loading = new("loading", "…", Dots, "look-loading");

    /// <summary>A value of an earlier run, while a later one does not arrive.</summary>
    public static readonly Look Stale = new("stale", "◷", Clock, "look-stale");

    /// <summary>No value.</summary>
    public static readonly Look Error = new(Words.Error, "✗", Octagon, "look-error");

    /// <summary>A value.</summary>
    public static readonly Look Ok = new(Words.Ok, "✓", Disc, "look-ok");
    /// <summary>A value that did not come as it should.</summary>
    public static readonly Look Degraded = new("degraded", "!", Triangle, "look-degraded");
    /// <summary>A source that is not called for a while.</summary>
    public static readonly Look Off = new("off", "○", Square, "look-off");
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
