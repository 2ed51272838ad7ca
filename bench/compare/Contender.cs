namespace Aggregator.Compare;

/// <summary>One of those that are compared.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Title">What people read.</param>
/// <param name="Plan">The server that answers for it; the application's page and JSON come from the same one.</param>
/// <param name="Path">The path of its page for a scenario.</param>
/// <param name="Expected">What stands on a page whose sum is this.</param>
internal sealed record Contender(string Name, string Title, ServerPlan Plan, Func<Scenario, string> Path, Func<double, string> Expected)
{
    /// <summary>What each API answers.</summary>
    private const double Value = 1.5;

    /// <summary>Starts its server, and returns when it has answered rightly.</summary>
    public Task<Server> StartAsync(Scenario scenario, CancellationToken cancellationToken) =>
        Server.StartAsync(Plan, Path(scenario), Expected(scenario.Sources * Value), cancellationToken);
}
