namespace Aggregator.Core.Configuration;

/// <summary>A set of sources, and the boards that show them.</summary>
public abstract class CatalogOptions
{
    /// <summary>The sources by name. Names are of letters, digits, <c>-</c> and <c>_</c>, without regard to case.</summary>
    public Dictionary<string, SourceOptions> Sources { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The boards by name. Without any, one board <c>default</c> shows every source.</summary>
    public Dictionary<string, BoardOptions> Boards { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The boards as written, or, where there are sources only, the one board that shows them all.</summary>
    internal IReadOnlyDictionary<string, BoardOptions> BoardsOrDefault()
    {
        if (Boards.Count > 0 || Sources.Count == 0)
        {
            return Boards;
        }

        var all = new BoardOptions { Title = "All sources" };
        all.Sources.AddRange(Sources.Keys);
        var longestTimeout = Sources.Values.Max(source => source.Timeout) ?? TimeSpan.Zero;
        all.Deadline = new[] { all.Deadline, longestTimeout }.Max();
        all.Deadline = new[] { all.Deadline, BoardOptions.LongestDeadline }.Min();
        return new Dictionary<string, BoardOptions>(StringComparer.OrdinalIgnoreCase) { [BoardOptions.DefaultName] = all };
    }
}
