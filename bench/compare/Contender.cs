namespace Aggregator.Compare;

/// <summary>One of those that are compared.</summary>
/// <param name="Name">Its name among the results.</param>
/// <param name="Title">What people read.</param>
/// <param name="Plan">The server that answers for it; the application's page and JSON come from the same one.</param>
/// <param name="Path">The path of its page for a scenario.</param>
/// <param name="Expected">What stands on a page whose sum is this.</param>
internal sealed record Contender(string Name, string Title, ServerPlan Plan, Func<Scenario, string> Path, Func<double, string> Expected)
{
    public const string Page = "aggregator-page";
    public const string Json = "aggregator-json";
    public const string Raw = "a";
    public const string Plain = "b";
    public const string PlainWithLogs = "b-logs";
    public const string Node = "c";
    public const string Flask = "flask";
    public const string Quart = "quart";

    public const int FewViewers = 8;

    /// <summary>What each API answers.</summary>
    private const double Value = 1.5;

    /// <summary>How many viewers it can do with when cost is measured: of more than an interpreter answers in a second or two, most would never be counted.</summary>
    public int MostViewers => Name is Flask or Quart ? FewViewers : int.MaxValue;

    /// <summary>Whether it can hold thousands of pages in flight; interpreters and pools of a few threads are not asked for what they cannot do.</summary>
    public bool HoldsMany => Name is Page or Json or Raw or Plain;

    /// <summary>Starts its server, and returns when it has answered rightly.</summary>
    public Task<Server> StartAsync(Scenario scenario, CancellationToken cancellationToken) =>
        Server.StartAsync(Plan, Path(scenario), Expected(scenario.Sources * Value), cancellationToken);
}
