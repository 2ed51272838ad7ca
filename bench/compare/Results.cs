using Aggregator.Soak;

namespace Aggregator.Compare;

/// <summary>What was measured so far. What was not measured is null.</summary>
internal sealed class Results
{
    /// <summary>The name under which calls of the APIs themselves stand, without anything between.</summary>
    public const string ApiAlone = "api";

    private readonly Dictionary<(string Name, Scenario Scenario, int Viewers), List<Load>> _loads = [];
    private readonly Dictionary<string, List<double>> _startsMs = new(StringComparer.Ordinal);

    public void Add(string name, Scenario scenario, int viewers, Load load) => Of(_loads, (name, scenario, viewers)).Add(load);

    public void AddStart(string name, TimeSpan time) => Of(_startsMs, name).Add(time.TotalMilliseconds);

    /// <summary>The median over the rounds.</summary>
    public double? Median(string name, Scenario scenario, int viewers, Func<Load, double> figure) => Quantile(name, scenario, viewers, figure, 0.5);

    /// <summary>The lowest and the highest of the rounds.</summary>
    public (double? Lowest, double? Highest) Range(string name, Scenario scenario, int viewers, Func<Load, double> figure) =>
        (Quantile(name, scenario, viewers, figure, 0), Quantile(name, scenario, viewers, figure, 1));

    /// <summary>The median of what was waited for beyond the API, in milliseconds.</summary>
    public double? OverApiMs(string name, Scenario scenario, int viewers, Func<Load, double> figure) =>
        Median(name, scenario, viewers, figure) - Median(ApiAlone, scenario, viewers, load => load.P50Ms);

    /// <summary>The median of the starts, in milliseconds.</summary>
    public double? StartMs(string name) => _startsMs.TryGetValue(name, out var starts) ? Numbers.Quantile(starts, 0.5) : null;

    /// <summary>How many requests failed, of whom.</summary>
    public IEnumerable<(string Name, long Failed)> Failures() =>
        _loads.GroupBy(entry => entry.Key.Name, entry => entry.Value.Sum(load => load.Failed), StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum()))
            .Where(entry => entry.Item2 > 0);

    private double? Quantile(string name, Scenario scenario, int viewers, Func<Load, double> figure, double share) =>
        _loads.TryGetValue((name, scenario, viewers), out var loads) ? Numbers.Quantile(loads.Select(figure), share) : null;

    private static List<TValue> Of<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}
