using System.Text.Json;
using Aggregator.Core.Aggregation;

namespace Aggregator.Web.Presentation;

/// <summary>One run of a board. All times are in milliseconds.</summary>
/// <param name="Board">The board's name.</param>
/// <param name="Title">What people read above it.</param>
/// <param name="Status"><c>complete</c>, <c>partial</c> or <c>failed</c>.</param>
/// <param name="Revision">A short name for the configuration the board comes from.</param>
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
            sources[i] = SourceAnswer.From(run.Sources[i], run.Board.Format);
        }

        return new BoardAnswer(
            run.Board.Name,
            run.Board.Title,
            Words.Of(run.Status),
            run.Board.Revision,
            Times.Timestamp(run.StartedAt),
            Times.Milliseconds(run.Elapsed),
            Times.Milliseconds(run.Sequential),
            Times.Milliseconds(run.Saved),
            run.Slowest?.Source.Name,
            new CombinedResult(run.Board.Combine, run.Result.Value, DisplayText.Shown(run.Result.Value, run.Board.Format, run.Board.Unit), run.Result.Reason),
            sources);
    }

    /// <summary>The combined value.</summary>
    /// <param name="Combine">The name of the combiner.</param>
    /// <param name="Value">The value; null where there is none.</param>
    /// <param name="Text">The value as the page shows it; null where there is none, or it is an object or a list.</param>
    /// <param name="Reason">Why there is no value, in one sentence; null where none is due.</param>
    public sealed record CombinedResult(string Combine, JsonElement? Value, string? Text, string? Reason);
}
