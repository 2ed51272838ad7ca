namespace Aggregator.Soak;

/// <summary>One board of the soak, and what its cards may show.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Deadline">Its deadline.</param>
/// <param name="Faults">The behaviours behind its sources, by the sources' names.</param>
internal sealed record SoakBoard(string Name, TimeSpan Deadline, IReadOnlyDictionary<string, Behaviour> Faults)
{
    /// <summary>How the names of sources begin whose calls pause where they keep failing.</summary>
    public const string PausedPrefix = "paused-";

    /// <summary>The healthy sources, which every board has.</summary>
    public static IReadOnlyList<string> Healthy { get; } = ["healthy-1", "healthy-2", "healthy-3"];

    /// <summary>Whether the board is as long under way as its deadline allows, because one of its sources never answers.</summary>
    public bool RunsToItsDeadline => Deadline == SoakBoards.NeverAnswersTimeout;

    public int Sources => Healthy.Count + Faults.Count;

    /// <summary>Whether a source may end so: with what was injected, or paused after it. Two behaviours change as they are called.</summary>
    public bool Allows(string source, string? reason)
    {
        if (!Faults.TryGetValue(source, out var behaviour))
        {
            return reason is null;
        }

        return string.Equals(reason, behaviour.Reason, StringComparison.Ordinal)
            || (reason is "circuit-open" && source.StartsWith(PausedPrefix, StringComparison.Ordinal))
            || (behaviour.Name is "fails-every-second" or "fails-for-a-minute" && reason is null or "bad-status");
    }
}
