using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;

namespace Aggregator.Web.Presentation;

/// <summary>Every sentence about why a source has no value, and what can be done about it. None holds a word of an API's answer.</summary>
internal static class ReasonSentences
{
    /// <summary>What happened to a call that has no value.</summary>
    public static string WhatHappened(SourceResult result, Reason reason)
    {
        if (result.DependencyFailure is { } dependency)
        {
            return DependencySentences.WhatHappened(dependency);
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
        result.DependencyFailure is { } dependency ? DependencySentences.WhatToDo(dependency)
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
