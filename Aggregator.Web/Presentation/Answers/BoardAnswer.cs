using System.Text.Json;
using System.Text.Json.Serialization;
using Aggregator.Core.Aggregation;

namespace Aggregator.Web.Presentation.Answers;

/// <summary>One run of a board. All times are in milliseconds.</summary>
/// <param name="Board">The board's name.</param>
/// <param name="Title">What people read above it.</param>
/// <param name="Status"><c>complete</c>, <c>partial</c> or <c>failed</c>.</param>
/// <param name="Revision">A short name for the configuration the board comes from.</param>
/// <param name="Parameters">The value of each of the board's parameters, by name; only where it has some.</param>
/// <param name="StartedAt">When the run started, in UTC.</param>
/// <param name="ElapsedMs">What this viewer waited.</param>
/// <param name="SequentialMs">What the calls would have taken one after another.</param>
/// <param name="SavedMs">What asking at once saved.</param>
/// <param name="Slowest">The name of the source that took longest.</param>
/// <param name="Result">The combined value.</param>
/// <param name="Sources">How each call ended, in the board's order.</param>
public sealed record BoardAnswer(
    string Board,
    string Title,
    string Status,
    string Revision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Parameters,
    string StartedAt,
    double ElapsedMs,
    double SequentialMs,
    double SavedMs,
    string? Slowest,
    BoardAnswer.CombinedResult Result,
    IReadOnlyList<SourceAnswer> Sources)
{
    internal static BoardAnswer From(AggregateResult run)
    {
        var sources = new SourceAnswer[run.Sources.Count];
        for (var i = 0; i < sources.Length; i++)
        {
            sources[i] = SourceAnswer.From(run.Sources[i], run.Board);
        }

        return new BoardAnswer(
            run.Board.Name,
            run.Board.Title,
            Words.Of(run.Status),
            run.Board.Revision,
            run.Parameters.Count == 0 ? null : run.Parameters,
            Times.Timestamp(run.StartedAt),
            Times.Milliseconds(run.Elapsed),
            Times.Milliseconds(run.Sequential),
            Times.Milliseconds(run.Saved),
            run.Slowest?.Source.Name,
            CombinedResult.From(run),
            sources);
    }

    /// <summary>The combined value.</summary>
    /// <param name="Combine">The name of the combiner.</param>
    /// <param name="Weights">How much the values of sources count, by the sources' names; only where the board has weights, and 1 for those that are not named.</param>
    /// <param name="Value">The value; null where there is none.</param>
    /// <param name="Text">The value as the page shows it; null where there is none, or it is an object or a list.</param>
    /// <param name="Level">How good the value is: <c>ok</c>, <c>warning</c> or <c>critical</c>; only where the board says what that is.</param>
    /// <param name="Reason">Why there is no value, in one sentence; null where none is due.</param>
    public sealed record CombinedResult(
        string Combine,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, decimal>? Weights,
        JsonElement? Value,
        string? Text,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Level,
        string? Reason)
    {
        internal static CombinedResult From(AggregateResult run) => new(
            run.Board.Combine,
            run.Board.Weights.Count > 0 ? run.Board.Weights : null,
            run.Result.Value,
            DisplayText.Shown(run.Result.Value, run.Board.Format, run.Board.Unit),
            run.Level is { } level ? Words.Of(level) : null,
            run.Result.Reason);
    }
}
