namespace Aggregator.Core.Sources;

/// <summary>Which source waits for which.</summary>
/// <param name="dependencies">Of each source the names of those whose answers it needs.</param>
internal sealed class DependencyGraph(IReadOnlyDictionary<string, IReadOnlyList<string>> dependencies)
{
    /// <summary>The first circle of sources that wait for each other, from one of them back to it; null where there is none.</summary>
    public IReadOnlyList<string>? FindCycle()
    {
        var done = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var source in dependencies.Keys)
        {
            if (FindCycle(source, [], done) is { } cycle)
            {
                return cycle;
            }
        }

        return null;
    }

    /// <summary>The sources in an order in which each comes after those that it waits for.</summary>
    public IReadOnlyList<string> InOrder(IEnumerable<string> sources)
    {
        var order = new List<string>();
        foreach (var source in sources)
        {
            Add(source, order);
        }

        return order;
    }

    private void Add(string source, List<string> order)
    {
        if (order.Contains(source, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (var dependency in dependencies[source])
        {
            Add(dependency, order);
        }

        order.Add(source);
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
