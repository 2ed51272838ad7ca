using Aggregator.Web.Access;

namespace Aggregator.Web.Presentation;

/// <summary>The boards there are.</summary>
/// <param name="Revision">A short name for exactly this configuration.</param>
/// <param name="Boards">The boards, by name.</param>
public sealed record BoardListAnswer(string Revision, IReadOnlyList<BoardListAnswer.ListedBoard> Boards)
{
    internal static BoardListAnswer From(VisibleBoards catalog) =>
        new(catalog.Revision, [.. catalog.Boards.Select(board => new ListedBoard(board.Name, board.Title, [.. board.Sources.Select(source => source.Name)]))]);

    /// <summary>One board.</summary>
    /// <param name="Name">Its name in URLs.</param>
    /// <param name="Title">What people read.</param>
    /// <param name="Sources">The names of its sources, in order.</param>
    public sealed record ListedBoard(string Name, string Title, IReadOnlyList<string> Sources);
}
