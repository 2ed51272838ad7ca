using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Web.Presentation;

namespace Aggregator.Tests.Fetching;

public sealed class ReasonTests
{
    public static TheoryData<Reason> All => [.. Enum.GetValues<Reason>()];

    [Fact]
    public void Code_EveryReason_IsOneOfTheContract() =>
        Assert.Equal(
            [
                "unreachable", "connect-timeout", "dns-failed", "tls-failed", "timeout", "deadline", "bad-status", "auth-failed", "throttled",
                "redirect-refused", "blocked-address", "too-large", "bad-encoding", "bad-content", "unexpected-content-type", "empty", "truncated", "reset",
                "protocol-error", "value-missing", "circuit-open", "busy", "dependency-failed",
            ],
            Enum.GetValues<Reason>().Select(reason => reason.Code()));

    [Theory]
    [MemberData(nameof(All))]
    public void Sentences_EveryReason_SayWhatHappenedAndWhatToDo(Reason reason)
    {
        Assert.EndsWith(".", ReasonSentences.WhatHappened(reason, 500), StringComparison.Ordinal);
        Assert.EndsWith(".", ReasonSentences.WhatToDo(reason, 500), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AnswerFormat.Json, "no JSON", "not JSON")]
    [InlineData(AnswerFormat.Xml, "no XML", "not XML")]
    [InlineData(AnswerFormat.Csv, "no CSV", "not CSV")]
    [InlineData(AnswerFormat.Text, "no text", "not text")]
    [InlineData(AnswerFormat.Feed, "no feed", "not a feed")]
    [InlineData(AnswerFormat.Auto, "not what its content type says", "neither JSON nor XML, CSV or plain text")]
    public void Sentences_WrongContent_SpeakOfTheSourcesFormat(AnswerFormat format, string bad, string unexpected)
    {
        Assert.StartsWith($"The answer is {bad}", ReasonSentences.WhatHappened(Reason.BadContent, 200, null, format), StringComparison.Ordinal);
        Assert.StartsWith($"The answer is {unexpected} but", ReasonSentences.WhatHappened(Reason.UnexpectedContentType, 200, null, format), StringComparison.Ordinal);
    }

    [Fact]
    public void Sentences_CircuitOpen_SayUntilWhen() =>
        Assert.Equal(
            "Too many calls failed, so calls pause until 14:02:31 UTC.",
            ReasonSentences.WhatHappened(Reason.CircuitOpen, null, new DateTimeOffset(2026, 11, 22, 15, 2, 31, TimeSpan.FromHours(1))));
}
