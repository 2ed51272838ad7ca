using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Core.Fetching.Attempts;
using Aggregator.Core.Sources;

namespace Aggregator.Web.Presentation;

/// <summary>Every sentence about runs, and about how calls went; <see cref="ReasonSentences"/> has those about why they failed. None holds a word of an API's answer.</summary>
internal static class Sentences
{
    public const string NoSuchBoard = "There is no such board.";

    /// <summary>What was not sent, and why.</summary>
    public const string HeldBack = "another request: retries and second requests together are at most about a tenth of the source's calls";

    /// <summary>Stands where a piece of the page broke while it was written.</summary>
    public const string NotShown = "This could not be shown; the log says why.";

    /// <summary>A longer list of elements is not read in a sentence; JSON has all of them.</summary>
    private const int MostNamed = 10;

    public static string WhichSources(IReadOnlyList<Source> sources) => $"The sources are: {string.Join(", ", sources.Select(source => source.Name))}.";

    public static string WhichBoards(IReadOnlyList<Board> boards) =>
        boards.Count == 0 ? "There are no boards yet." : $"The boards are: {string.Join(", ", boards.Select(board => board.Name))}.";

    /// <summary>How many sources have a value, and for how many something stands in: why a run with all of them may be partial.</summary>
    public static string HowMany(AggregateResult run) =>
        HowMany(run.Answered, run.Sources.Count) + (run.Sources.Count(source => source.Substitute is not null) is > 0 and var count ? $", {count} by fallback" : "");

    public static string HowMany(LastRun run) => HowMany(run.Answered, run.Sources);

    /// <summary>The title of a page once the run is over.</summary>
    public static string PageTitle(AggregateResult run) => LevelLook.OfBadResult(run) is { } bad
        ? $"{bad.Shape} {run.Board.Title}: {bad.Word}, {HowMany(run)}"
        : $"{Look.Of(run).Shape} {run.Board.Title}: {HowMany(run)}";

    public static string Waiting(Board board) => $"Asking {Sources(board.Sources.Count)}";

    /// <summary>What asking at once saved, where it did.</summary>
    public static string Saved(AggregateResult run) =>
        $"{Times.Text(run.Sequential)} one after another" + (run.Saved > TimeSpan.Zero ? $", {Times.Text(run.Saved)} saved by asking at once" : "");

    public static string WhereTheTimeWent(Board board) =>
        $"Where the time went, from the start of the run; the deadline is at {Times.Text(board.Deadline)}";

    /// <summary>Why a run counts as failed; null where it does not.</summary>
    public static string? WhyFailed(AggregateResult run)
    {
        if (run.Status != RunStatus.Failed)
        {
            return null;
        }

        var missing = run.Sources.Where(source => run.Board.Requires(source.Source) && !source.IsOk).Select(source => source.Source.Title).ToList();
        return run.Answered == 0 ? "This run failed: no source has a value."
            : run.Board.IsOfOneSource ? $"This run failed: {missing[0]} has no value."
            : missing.Count > 0 ? $"This run failed: {string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} required and without a value."
            : $"This run failed: at least {run.Board.MinimumSources} sources must have a value.";
    }

    /// <summary>What stands behind the revision of the configuration while a newer one cannot take its place.</summary>
    public static string? NewerConfiguration(int errors) => errors switch
    {
        0 => null,
        1 => "; a newer one has 1 error and is not in force",
        _ => $"; a newer one has {errors} errors and is not in force",
    };

    /// <summary>What the closing line says before the time at which the run ended.</summary>
    public static string Closing(AggregateResult run) =>
        $"{HowMany(run)} in {Times.Text(run.Elapsed)}{(LevelLook.OfBadResult(run) is { } bad ? $", result {bad.Word}," : "")} at";

    /// <summary>How long a call took, where its value came from, and whether it took more than one attempt.</summary>
    public static string HowItWent(SourceResult result)
    {
        return Times.Text(result.Duration) + And(result.IsOk ? Words.OriginOf(result) : null) + And(StandsIn(result)) + And(Elements(result))
            + And(AtWhichAttempt(result)) + And(result.IsSlow ? "much slower than usual" : null);

        static string? And(string? part) => part is null ? null : $", {part}";
    }

    /// <summary>Why a value counts as degraded, that it was asked for twice at once, or how often a call was tried in vain; null where it took one attempt.</summary>
    private static string? AtWhichAttempt(SourceResult result)
    {
        if (result.Elements is not null || result.Substitute is not null || result.Attempts.Count == 1)
        {
            return null;
        }

        var before = result.Attempts.TakeWhile(attempt => !attempt.HasAnswered).ToList();
        return (result.IsOk, result.Attempts.Count) switch
        {
            (true, 0) => null,
            (false, var count) => Attempts(count),
            _ when before.TrueForAll(attempt => attempt.Failure is null) => "asked twice",
            _ => before.Count switch
            {
                1 => "at the second attempt",
                2 => "at the third attempt",
                var failed => $"at attempt {failed + 1}",
            },
        };
    }

    /// <summary>How an attempt ended, and when.</summary>
    public static string HowItEnded(Attempt attempt) => Words.Of(attempt) is Words.Cancelled
        ? $"given up after {Times.Text(attempt.Duration)}, another answered first"
        : $"{Words.Of(attempt)} after {Times.Text(attempt.Duration)}";

    /// <summary>Whose value it is; null where it is the source's own.</summary>
    private static string? StandsIn(SourceResult result) => result.Substitute switch
    {
        null => null,
        { Source: { } other } => $"{other.Title} stands in",
        _ => "a fixed value stands in",
    };

    /// <summary>What follows the code for which something stands in: what was missing for a call; null where that is not known.</summary>
    public static string? WhyMissing(SourceResult result) => result.DependencyFailure is { } dependency ? $". {DependencySentences.WhatHappened(dependency)}" : null;

    /// <summary>How many elements have a value; null where the source is called once.</summary>
    public static string? Elements(SourceResult result) => result.Elements is { } elements
        ? $"{elements.Count(element => element.IsOk)} of {(elements.Count == 1 ? "1 element" : $"{elements.Count} elements")}{(result.LeftOut > 0 ? $", {result.LeftOut} more left out" : "")}"
        : null;

    /// <summary>Which elements have no value, counted from 1, and why; null where all have one.</summary>
    public static string? MissingElements(SourceResult result)
    {
        var missing = (result.Elements ?? []).Index().Where(element => !element.Item.IsOk).Select(element => $"no. {element.Index + 1} ({element.Item.Reason?.Code()})").ToList();
        return missing.Count switch
        {
            0 => null,
            > MostNamed => $"{string.Join(", ", missing.Take(MostNamed))} and {missing.Count - MostNamed} more",
            _ => string.Join(", ", missing),
        };
    }

    /// <summary>Whose answers a call waited for; null where it began at once.</summary>
    public static string? WaitedFor(Board board, Source source) =>
        source.DependsOn.Count == 0 ? null : $"after {string.Join(", ", source.DependsOn.Select(name => board.Find(name)?.Title ?? name))}";

    private static string HowMany(int answered, int sources) => $"{answered} of {Sources(sources)}";

    private static string Sources(int count) => count == 1 ? "1 source" : $"{count} sources";

    public static string Attempts(int count) => count switch
    {
        0 => "not called",
        1 => "1 attempt",
        _ => $"{count} attempts",
    };
}
