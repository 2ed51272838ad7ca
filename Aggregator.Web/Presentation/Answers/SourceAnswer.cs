using System.Text.Json;
using System.Text.Json.Serialization;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;

namespace Aggregator.Web.Presentation.Answers;

/// <summary>How the call of one source ended. All times are in milliseconds.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Title">What people read.</param>
/// <param name="Status"><c>ok</c> or <c>error</c>.</param>
/// <param name="Reason">The code that says why there is no value; null where there is one.</param>
/// <param name="Value">The selected value, its numbers with the digits that the API sent; null where there is none. Of <c>elements</c>, a list with a value or null for each.</param>
/// <param name="Text">The value as the page shows it; null where there is none, or it is an object or a list.</param>
/// <param name="Level">How good the value is: <c>ok</c>, <c>warning</c> or <c>critical</c>; only where the source's <c>Display</c> says what that is.</param>
/// <param name="Origin">Where the value came from: <c>live</c>, a call of this run, <c>shared</c>, one that another run had under way, or <c>fallback</c>, what stands in for it.</param>
/// <param name="AgeMs">How old the value is.</param>
/// <param name="HttpStatus">The status of the last attempt that counts; null where none came.</param>
/// <param name="Bytes">The size of its body after decompression; null where none came.</param>
/// <param name="StartMs">When the call started, from the start of the run; negative where the run joined it.</param>
/// <param name="DurationMs">How long the call took.</param>
/// <param name="Phases">Where that time went, added up over all attempts but the slower of two that ran side by side.</param>
/// <param name="Attempts">The HTTP requests, in the order in which they began.</param>
/// <param name="PausedUntil">When calls are tried again, in UTC; only where they pause.</param>
/// <param name="DependsOn">The names of the sources whose answers the call waited for; only where there are some.</param>
/// <param name="FailedDependency">The name of the one of them that is to blame; only where one is.</param>
/// <param name="Fallback">What stands in for a value of the source's own; only where something does.</param>
/// <param name="Elements">How the call for each element of a list ended, in the list's order; only where there is a list.</param>
/// <param name="ElementsLeftOut">How many elements the list has beyond those that count; only where there are some.</param>
public sealed record SourceAnswer(
    string Name,
    string Title,
    string Status,
    string? Reason,
    JsonElement? Value,
    string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Level,
    string Origin,
    double AgeMs,
    int? HttpStatus,
    long? Bytes,
    double StartMs,
    double DurationMs,
    SourceAnswer.PhaseTimes Phases,
    IReadOnlyList<SourceAnswer.AttemptTimes> Attempts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PausedUntil,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? DependsOn,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FailedDependency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SourceAnswer.StandIn? Fallback,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SourceAnswer.ElementTimes>? Elements,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ElementsLeftOut)
{
    internal static SourceAnswer From(SourceResult result, Board board)
    {
        var attempts = new AttemptTimes[result.Attempts.Count];
        for (var i = 0; i < attempts.Length; i++)
        {
            var attempt = result.Attempts[i];
            attempts[i] = new AttemptTimes(
                Times.Milliseconds(result.Start + attempt.Start), Times.Milliseconds(attempt.Duration), Words.Of(attempt));
        }

        var shown = ShownValue.Of(result, board.Format);
        return new SourceAnswer(
            result.Source.Name,
            result.Source.Title,
            result.IsOk ? Words.Ok : Words.Error,
            result.Reason?.Code(),
            result.Value,
            shown?.Text is { } text ? DisplayText.Cut(text, DisplayText.LongestShown) : null,
            shown?.Level is { } level ? Words.Of(level) : null,
            Words.OriginOf(result),
            AgeMs: 0,
            result.HttpStatus,
            result.Bytes,
            Times.Milliseconds(result.Start),
            Times.Milliseconds(result.Duration),
            new PhaseTimes(
                Times.Milliseconds(result.Phases.Connect),
                Times.Milliseconds(result.Phases.Wait),
                Times.Milliseconds(result.Phases.Read),
                Times.Milliseconds(result.Phases.Decode)),
            attempts,
            result.PausedUntil is { } until ? Times.Timestamp(until) : null,
            result.Source.DependsOn.Count > 0 ? [.. result.Source.DependsOn.Select(name => board.Find(name)?.Name ?? name)] : null,
            result.DependencyFailure?.Source?.Name,
            result.Substitute is { } substitute ? new StandIn(substitute.Missing.Code(), substitute.Source?.Name) : null,
            result.Elements is { } elements
                ? [.. elements.Select(element => new ElementTimes(element.Reason?.Code() ?? Words.Ok, Times.Milliseconds(element.Start), Times.Milliseconds(element.Duration)))]
                : null,
            result.LeftOut > 0 ? result.LeftOut : null);
    }

    /// <summary>What stands in for a value of the source's own.</summary>
    /// <param name="Reason">The code that says why the source has none.</param>
    /// <param name="Source">The name of the source whose value it is; null for a fixed one.</param>
    public sealed record StandIn(string Reason, string? Source);

    /// <summary>The call for one element of a list.</summary>
    /// <param name="Outcome"><c>ok</c>, or the code that says why there is no value.</param>
    /// <param name="StartMs">From the start of the run.</param>
    /// <param name="DurationMs">How long the call took.</param>
    public sealed record ElementTimes(string Outcome, double StartMs, double DurationMs);

    /// <summary>Where the time of a call went.</summary>
    /// <param name="ConnectMs">To a usable connection; 0 where one was open already.</param>
    /// <param name="WaitMs">From there to the answer's headers.</param>
    /// <param name="ReadMs">From there to the end of the body.</param>
    /// <param name="DecodeMs">Decoding the body and selecting the value.</param>
    public sealed record PhaseTimes(double ConnectMs, double WaitMs, double ReadMs, double DecodeMs);

    /// <summary>One HTTP request.</summary>
    /// <param name="StartMs">From the start of the run.</param>
    /// <param name="DurationMs">Until the whole body was there, or the attempt was given up.</param>
    /// <param name="Outcome"><c>ok</c>, the code that says why it failed, or <c>cancelled</c> where another one answered first.</param>
    public sealed record AttemptTimes(double StartMs, double DurationMs, string Outcome);
}
