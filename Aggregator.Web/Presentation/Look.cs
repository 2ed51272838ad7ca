using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;

namespace Aggregator.Web.Presentation;

/// <summary>How a state looks: always a word, a shape and a colour, never a colour alone.</summary>
/// <param name="Word">The word.</param>
/// <param name="Shape">A character that tells the state without colour.</param>
/// <param name="CssClass">The class that colours it.</param>
public sealed record Look(string Word, string Shape, string CssClass)
{
    private static readonly Look Ok = new(Words.Ok, "✓", "look-ok");
    private static readonly Look Error = new(Words.Error, "✗", "look-error");
    private static readonly Look Complete = new(Words.Of(RunStatus.Complete), "✓", "look-ok");
    private static readonly Look Partial = new(Words.Of(RunStatus.Partial), "!", "look-partial");
    private static readonly Look Failed = new(Words.Of(RunStatus.Failed), "✗", "look-error");

    /// <summary>How a source looks.</summary>
    public static Look Of(SourceResult result) => result.IsOk ? Ok : Error;

    /// <summary>How a run looks. Where every source has a value and the result has none, that is no tick either.</summary>
    public static Look Of(AggregateResult run) => run.Status switch
    {
        RunStatus.Complete => run.Result.Reason is null ? Complete : Partial,
        RunStatus.Partial => Partial,
        _ => Failed,
    };
}
