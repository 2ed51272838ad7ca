using System.Globalization;

namespace Aggregator.Compare;

/// <summary>Servers that stand side by side, and are driven one after the other, round by round.</summary>
internal sealed class Turns(Drive drive, CompareOptions options) : IAsyncDisposable
{
    private readonly Dictionary<ServerPlan, Server> _servers = [];

    /// <summary>Starts the servers of all contenders, and drives each until it is warm.</summary>
    public async Task StartAsync(IReadOnlyList<Contender> contenders, CancellationToken cancellationToken)
    {
        foreach (var contender in contenders)
        {
            if (!_servers.ContainsKey(contender.Plan))
            {
                _servers[contender.Plan] = await contender.StartAsync(Scenario.Two, cancellationToken);
            }
        }

        foreach (var contender in contenders.Where(_ => options.WarmUp > TimeSpan.Zero))
        {
            await Console.Error.WriteLineAsync($"Warming up {contender.Name} …");
            await DriveAsync(contender, Scenario.Eight, Comparison.Viewers, options.WarmUp);
        }
    }

    /// <summary>Gives each contender its turn with each scenario, so many rounds; where an API is given, that alone, too.</summary>
    public async Task TakeAsync(Results results, IReadOnlyCollection<Contender> contenders, IReadOnlyCollection<Scenario> scenarios, int viewers, Uri? api = null)
    {
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var scenario in scenarios)
            {
                if (api is not null)
                {
                    Keep(results, round, Results.ApiAlone, scenario, viewers, await drive.RunAsync(Environment.ProcessId, api, viewers, options.Time));
                }

                foreach (var contender in contenders)
                {
                    Keep(results, round, contender.Name, scenario, viewers, await DriveAsync(contender, scenario, viewers, options.Time));
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }

    private Task<Load> DriveAsync(Contender contender, Scenario scenario, int viewers, TimeSpan time)
    {
        var server = _servers[contender.Plan];
        var most = viewers == Comparison.Viewers ? Math.Min(viewers, contender.MostViewers) : viewers;
        return drive.RunAsync(server.ProcessId, new Uri(server.Address, contender.Path(scenario)), most, time);
    }

    private static void Keep(Results results, int round, string name, Scenario scenario, int viewers, Load load)
    {
        results.Add(name, scenario, viewers, load);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"round {round}, {scenario.Board}, {viewers} viewers, {name}: {load.PagesPerSecond:0} pages/s, {load.CpuMs:0.000} ms CPU, p50 {load.P50Ms:0.00} ms, p99 {load.P99Ms:0.00} ms, {load.Failed} failed"));
    }
}
