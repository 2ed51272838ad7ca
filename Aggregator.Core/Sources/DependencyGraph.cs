namespace Aggregator.Core.Sources;

/// <summary>Which source waits for which.</summary>
/// <param name="dependencies">Of each source the names of those whose answers it needs.</param>
internal sealed class DependencyGraph(IReadOnlyDictionary<string, IReadOnlyList<string>> dependencies)
{
    /// <summary>The circles of sources that wait for each other, each from one of them back to it. Of circles that have a source in common, the first one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FindCycles()
    {
        var cycles = new List<IReadOnlyList<string>>();
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var source in dependencies.Keys)
        {
            var path = new List<string>();
            if (FindCycle(source, path, done) is { } cycle)
            {
                cycles.Add(cycle);
                done.UnionWith(path);
            }
        }

        return cycles;
    }

    private List<string>? FindCycle(string source, List<string> path, HashSet<string> done)
    {
        var start = path.FindIndex(earlier => earlier.Equals(source, StringComparison.OrdinalIgnoreCase));
        if (start >= 0)
        {
            return [.. path[start..], path[start]];
        }

        if (done.Contains(source) || !dependencies.TryGetValue(source, out var next))
        {
            return null;
        }

        path.Add(source);
        foreach (var dependency in next)
        {
            if (FindCycle(dependency, path, done) is { } cycle)
            {
                return cycle;
            }
        }

        path.RemoveAt(path.Count - 1);
        done.Add(source);
        return null;
    }
}
