using Aggregator.Core.Aggregation;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Fetching.Attempts;
using Aggregator.Core.Sources;

namespace Aggregator.Web.Presentation;

/// <summary>Every sentence about runs and sources. None holds a word of an API's answer.</summary>
internal static class Sentences
{
    public const string NoSuchBoard = "There is no such board.";

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

    /// <summary>How many elements have a value; null where the source is called once.</summary>
    public static string? Elements(SourceResult result) => result.Elements is { } elements
        ? $"{elements.Count(element => element.IsOk)} of {(elements.Count == 1 ? "1 element" : $"{elements.Count} elements")}{(result.LeftOut > 0 ? $", {result.LeftOut} more left out" : "")}"
        : null;

    /// <summary>Which elements have no value, counted from 1, and why; null where all have one.</summary>
    public static string? MissingElements(SourceResult result)
    {
        var missing = (result.Elements ?? []).Index().Where(element => !element.Item.IsOk).Select(element => $"{element.Index + 1} ({element.Item.Reason?.Code()})").ToList();
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

    /// <summary>What happened to a call that has no value.</summary>
    public static string WhatHappened(SourceResult result, Reason reason)
    {
        if (result.DependencyFailure is { } dependency)
        {
            return dependency.HasValue
                ? $"The call needs a part of the answer of {dependency.Source.Title}, and there is nothing that can be sent."
                : $"The call needs the answer of {dependency.Source.Title}, which has none.";
        }

        if (!result.HasNoToken)
        {
            return WhatHappened(reason, result.HttpStatus, result.PausedUntil, result.Source.Format);
        }

        var why = reason is Reason.AuthFailed
            ? "It refused the client, or its answer holds no token."
            : WhatHappened(reason, result.HttpStatus, result.PausedUntil, AnswerFormat.Json, "It");
        return $"The token endpoint gave no access token. {why}";
    }

    /// <summary>What the people who run the board can do about such a call.</summary>
    public static string WhatToDo(SourceResult result, Reason reason) =>
        result.DependencyFailure is { HasValue: false } missing ? $"See to {missing.Source.Title}."
        : result.DependencyFailure is { } dependency ? $"Compare the answer of {dependency.Source.Title} with the places that this source fills from it."
        : result.HasNoToken ? "Check that the token endpoint, the source's Auth:TokenUrl, can be reached and knows the client with its secret."
        : WhatToDo(reason, result.HttpStatus);

    /// <summary>What happened.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="httpStatus">The answer's status; null where none came.</param>
    /// <param name="pausedUntil">When calls are tried again; null where they do not pause.</param>
    /// <param name="format">What the answer should have been.</param>
    /// <param name="who">Who was asked.</param>
    public static string WhatHappened(
        Reason reason, int? httpStatus, DateTimeOffset? pausedUntil = null, AnswerFormat format = AnswerFormat.Auto, string who = "The API") => reason switch
    {
        Reason.Unreachable => "No connection could be made.",
        Reason.ConnectTimeout => "The host did not take the connection in time.",
        Reason.DnsFailed => "The host's name could not be found.",
        Reason.TlsFailed => "No secure connection could be made.",
        Reason.Timeout => $"{who} did not answer in time.",
        Reason.Deadline => $"{who} had not answered when the board's time was up.",
        Reason.BadStatus => $"{who} answered with the status {httpStatus}.",
        Reason.AuthFailed => $"{who} refused access.",
        Reason.Throttled => $"{who} asks to be called less often.",
        Reason.RedirectRefused => $"{who} sent us to another address, which is not followed.",
        Reason.BlockedAddress => "The host's name leads to an address that is never called.",
        Reason.TooLarge => "The answer is larger than allowed.",
        Reason.BadEncoding => "The answer could not be decompressed.",
        Reason.BadContent => WhatCannotBeUsed(format),
        Reason.UnexpectedContentType => $"The answer is {WhatItIsNot(format)} but something else, perhaps a login page.",
        Reason.Empty => "The answer is empty.",
        Reason.Truncated => "The answer ended too early.",
        Reason.Reset => "The connection was lost.",
        Reason.ProtocolError => "The answer is not proper HTTP.",
        Reason.ValueMissing => "The answer has no value at the selected place.",
        Reason.CircuitOpen => $"Too many calls failed, so calls pause {(pausedUntil is { } until ? $"until {Times.Clock(until)}" : "for a while")}.",
        Reason.DependencyFailed => "What other answers and viewers' choices fill into the request cannot be sent.",
        Reason.Busy => "So many calls of this source are under way that this one did not get its turn in time.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a sentence."),
    };

    private static string WhatItIsNot(AnswerFormat format) => format switch
    {
        AnswerFormat.Json => "not JSON",
        AnswerFormat.Xml => "not XML",
        AnswerFormat.Csv => "not CSV",
        AnswerFormat.Text => "not text",
        AnswerFormat.Feed => "not a feed",
        _ => "neither JSON nor XML, CSV or plain text",
    };

    private static string WhatCannotBeUsed(AnswerFormat format) => format switch
    {
        AnswerFormat.Json => "The answer is no JSON that can be used: invalid, not in its charset, nested too deep, or with a key twice.",
        AnswerFormat.Xml => "The answer is no XML that can be used: not well-formed, not in its charset, nested too deep, or with a document type.",
        AnswerFormat.Csv => "The answer is no CSV that can be used: without a header, not in its charset, with a quote out of place, or with a row longer than the header.",
        AnswerFormat.Text => "The answer is no text that can be used, or not in its charset.",
        AnswerFormat.Feed => "The answer is no feed that can be used: neither RSS nor Atom, not well-formed, not in its charset, or nested too deep.",
        _ => "The answer is not what its content type says, or cannot be used: invalid, not in its charset, nested too deep, or with a key twice.",
    };

    /// <summary>What the people who run the board can do about it.</summary>
    public static string WhatToDo(Reason reason, int? httpStatus) => reason switch
    {
        Reason.BadStatus when httpStatus is >= 400 and <= 499 => "Check the source's Url.",
        Reason.Unreachable or Reason.ConnectTimeout => "Check that the API is running and can be reached from this server.",
        Reason.DnsFailed => "Check the host in the source's Url.",
        Reason.TlsFailed => "Check the API's certificate.",
        Reason.Timeout => "Refresh to ask again; if it stays slow, give the source a longer Timeout.",
        Reason.Deadline => "Refresh to ask again; if it stays slow, give the board a longer Deadline.",
        Reason.BadStatus => "Refresh to ask again; if it stays, look at the API's own log.",
        Reason.AuthFailed => "Check whether the API needs other credentials.",
        Reason.Throttled => "Wait a little before you refresh.",
        Reason.RedirectRefused => "Put the address it leads to into the source's Url; or, where it is on the same host, raise the source's MaxRedirects.",
        Reason.BlockedAddress => "Find out why the host's name leads to a link-local, metadata or unspecified address; the log tells which.",
        Reason.TooLarge => "Ask the API for less, raise the source's MaxResponseBytes, or let its Select name one place instead of searching.",
        Reason.BadEncoding or Reason.BadContent or Reason.ProtocolError => "Tell those who run the API.",
        Reason.UnexpectedContentType => "Open the source's Url in a browser and see what it shows; if it is right, give the source a Format or an AcceptContentType.",
        Reason.Empty => "Check the source's Url, or tell those who run the API.",
        Reason.ValueMissing => "Compare the API's answer with the source's Select.",
        Reason.Truncated or Reason.Reset => "Refresh to ask again; if it stays, tell those who run the API.",
        Reason.CircuitOpen => "Refresh after that; if it stays, look at the API's own log.",
        Reason.DependencyFailed => "See to what fills the places of the request: other sources' answers, and what is chosen.",
        Reason.Busy => "Refresh to ask again; if it stays and the API can take more, raise the source's MaxConcurrency.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without advice."),
    };
}
