using System.Text.Json.Serialization;
using Aggregator.Core.Sources;
using Aggregator.Web.Access;

namespace Aggregator.Web.Presentation.Answers;

/// <summary>The boards there are.</summary>
/// <param name="Revision">A short name for exactly this configuration.</param>
/// <param name="Boards">The boards, by name.</param>
public sealed record BoardListAnswer(string Revision, IReadOnlyList<BoardListAnswer.ListedBoard> Boards)
{
    internal static BoardListAnswer From(VisibleBoards catalog) => new(catalog.Revision, [.. catalog.Boards.Select(board => From(catalog, board))]);

    private static ListedBoard From(VisibleBoards catalog, Board board) => new(
        board.Name,
        board.Title,
        [.. board.Sources.Select(source => source.Name)],
        board.Parameters.Count == 0 ? null : [.. board.Parameters.Select(From)],
        catalog.LastRunOf(board) is { Run: var run } ? new(Words.Of(run.Status), run.Answered, run.Sources, Times.Timestamp(run.EndedAt)) : null);

    private static ListedParameter From(Parameter parameter) =>
        new(parameter.Name, parameter.Title, parameter.Default, parameter.Pattern, parameter.Values.Count == 0 ? null : parameter.Values);

    /// <summary>One board.</summary>
    /// <param name="Name">Its name in URLs.</param>
    /// <param name="Title">What people read.</param>
    /// <param name="Sources">The names of its sources, in order.</param>
    /// <param name="Parameters">What can be chosen of it by the query of its address; only where something can.</param>
    /// <param name="LastRun">How its last run in this process went; null where it has not run yet.</param>
    public sealed record ListedBoard(
        string Name,
        string Title,
        IReadOnlyList<string> Sources,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ListedParameter>? Parameters,
        EndedRun? LastRun);

    /// <summary>Something that can be chosen of a board.</summary>
    /// <param name="Name">Its name in the query.</param>
    /// <param name="Title">What people read.</param>
    /// <param name="Default">The value without a choice.</param>
    /// <param name="Pattern">The regular expression that a whole value matches; null where there is none.</param>
    /// <param name="Values">The only values there are; null where others are allowed.</param>
    public sealed record ListedParameter(string Name, string Title, string Default, string? Pattern, IReadOnlyList<string>? Values);

    /// <summary>A run of a board, whoever it was for.</summary>
    /// <param name="Status"><c>complete</c>, <c>partial</c> or <c>failed</c>.</param>
    /// <param name="Answered">How many sources had a value.</param>
    /// <param name="Sources">How many were asked.</param>
    /// <param name="At">When it ended, in UTC.</param>
    public sealed record EndedRun(string Status, int Answered, int Sources, string At);
}
