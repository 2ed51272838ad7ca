namespace Aggregator.Core.Sources;

/// <summary>What became of the sources and boards when another configuration came into force, by their names.</summary>
internal sealed record ConfigurationChange(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    /// <summary>Whether no source and no board is another one now.</summary>
    public bool IsNone => Added.Count + Removed.Count + Changed.Count == 0;

    public static ConfigurationChange Between(ConfigurationInForce last, ConfigurationInForce next)
    {
        var (before, after) = (Named(last), Named(next));
        return new(
            [.. after.Keys.Where(name => !before.ContainsKey(name))],
            [.. before.Keys.Where(name => !after.ContainsKey(name))],
            [.. after.Where(pair => before.TryGetValue(pair.Key, out var state) && !state.Equals(pair.Value)).Select(pair => pair.Key)]);
    }

    private static Dictionary<string, object> Named(ConfigurationInForce configuration)
    {
        // By what is written: one of which only others need another part now is compiled anew, but it is the same.
        var named = configuration.Sources.ToDictionary(source => $"source {source.Name}", object (source) => source.Fingerprint, StringComparer.Ordinal);
        foreach (var board in configuration.Boards)
        {
            // The board of all sources is written nowhere: it is what it shows.
            named[$"board {board.Name}"] = (board.Fingerprint, board.Deadline, string.Join(' ', board.Sources.Select(source => source.Name)));
        }

        return named;
    }
}
