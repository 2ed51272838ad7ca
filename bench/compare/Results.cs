using Aggregator.Soak;

namespace Aggregator.Compare;

/// <summary>What was measured so far.</summary>
internal sealed class Results
{
    private readonly Dictionary<(string Title, Scenario Scenario, int Viewers), List<Load>> _loads = [];

    public void Add(string title, Scenario scenario, int viewers, Load load)
    {
        if (!_loads.TryGetValue((title, scenario, viewers), out var loads))
        {
            _loads[(title, scenario, viewers)] = loads = [];
        }

        loads.Add(load);
    }

    /// <summary>The median over the rounds; null where that was not measured.</summary>
    public double? Median(string title, Scenario scenario, int viewers, Func<Load, double> figure) =>
        _loads.TryGetValue((title, scenario, viewers), out var loads) ? Numbers.Quantile(loads.Select(figure), 0.5) : null;
}
