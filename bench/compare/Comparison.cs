namespace Aggregator.Compare;

/// <summary>One comparison, from start to stop.</summary>
internal sealed class Comparison(CompareOptions options, CancellationToken cancellationToken) : IAsyncDisposable
{
    private const int Viewers = 64;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aggregator-compare-");
    private readonly Dictionary<ServerPlan, Server> _servers = [];
    private readonly List<Contender> _contenders = [];
    private readonly Results _results = new();

    public async Task RunAsync()
    {
        await using var api = await Api.StartAsync(_folder.FullName, cancellationToken);
        await using var delayedApi = await DelayedApi.StartAsync(cancellationToken);
        var all = new Contenders(_folder.FullName, api.Address, delayedApi.Address, cancellationToken);
        foreach (var name in options.Contenders)
        {
            _contenders.AddRange(await all.PrepareAsync(name));
        }

        foreach (var contender in _contenders)
        {
            if (!_servers.ContainsKey(contender.Plan))
            {
                _servers[contender.Plan] = await contender.StartAsync(Scenario.Two, cancellationToken);
            }
        }

        var drive = new Drive(api, cancellationToken);
        foreach (var contender in _contenders)
        {
            await Console.Error.WriteLineAsync($"Warming up {contender.Title} …");
            await DriveAsync(drive, contender, Scenario.Eight, Viewers, options.WarmUp);
        }

        await AlternateAsync(drive, [Scenario.Two, Scenario.Eight], Viewers);
        await Console.Out.WriteLineAsync("| | pages/s, 2 sources | CPU ms per page | pages/s, 8 sources | CPU ms per page |\n|---|---|---|---|---|");
        foreach (var contender in _contenders)
        {
            var t = contender.Title;
            await Console.Out.WriteLineAsync($"| {t} | {_results.Median(t, Scenario.Two, Viewers, load => load.PagesPerSecond):0} | {_results.Median(t, Scenario.Two, Viewers, load => load.CpuMs):0.000} | {_results.Median(t, Scenario.Eight, Viewers, load => load.PagesPerSecond):0} | {_results.Median(t, Scenario.Eight, Viewers, load => load.CpuMs):0.000} |");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task AlternateAsync(Drive drive, IReadOnlyList<Scenario> scenarios, int viewers)
    {
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var scenario in scenarios)
            {
                foreach (var contender in _contenders)
                {
                    var load = await DriveAsync(drive, contender, scenario, viewers, options.Time);
                    await Console.Error.WriteLineAsync($"{round} {scenario.Board} {contender.Title}: {load.PagesPerSecond:0} pages/s, {load.CpuMs:0.000} ms, {load.Calls:0.00} calls, {load.Failed} failed");
                    _results.Add(contender.Title, scenario, viewers, load);
                }
            }
        }
    }

    private Task<Load> DriveAsync(Drive drive, Contender contender, Scenario scenario, int viewers, TimeSpan time)
    {
        var server = _servers[contender.Plan];
        return drive.RunAsync(server.ProcessId, new Uri(server.Address, contender.Path(scenario)), viewers, time);
    }
}
