namespace Aggregator.Compare;

/// <summary>How cost grows: with which numbers of sources and viewers, and for whom.</summary>
internal static class Growth
{
    public static IReadOnlyList<Scenario> Scenarios { get; } = [Scenario.Two, Scenario.Eight, Scenario.ThirtyTwo];

    public static IReadOnlyList<int> Viewers { get; } = [1, 64, 500, 2000];
}
