using Aggregator.Core.Aggregation;
using Aggregator.Core.Sources;

namespace Aggregator.Web.Access;

/// <summary>The boards that the viewer of this request may see. There are no others, as far as the viewer can tell.</summary>
public sealed class VisibleBoards(ConfigurationInForce configuration, BoardCatalog catalog, LastRuns lastRuns, IHttpContextAccessor accessor)
{
    /// <summary>Each of them, in the order of their names.</summary>
    public IReadOnlyList<Board> Boards => [.. configuration.Boards.Where(IsVisible)];

    /// <summary>A short name for exactly this configuration.</summary>
    public string Revision => configuration.Revision;

    /// <summary>How many errors a newer configuration has, which is not in force for that reason; 0 where there is none.</summary>
    public int NewerErrors => catalog.NewerErrors;

    /// <summary>The board of that name, without regard to case; null where there is none for this viewer.</summary>
    public Board? Find(string name) => configuration.Find(name) is { } board && IsVisible(board) ? board : null;

    /// <summary>How a board's last run went, and how long ago it ended; null where it has not run yet.</summary>
    public (LastRun Run, TimeSpan Age)? LastRunOf(Board board) => lastRuns.Find(board) is { } run ? (run, lastRuns.AgeOf(run)) : null;

    private bool IsVisible(Board board) =>
        board.Groups.Count == 0 || (accessor.HttpContext?.User is { } viewer && board.Groups.Any(group => Viewer.IsIn(viewer, group)));
}
