namespace Aggregator.Compare;

/// <summary>What is measured on servers that have only just been started.</summary>
internal sealed class Starts(Drive drive, CompareOptions options, Results results, CancellationToken cancellationToken)
{
    /// <summary>How many pages wait for an API at once when memory is measured.</summary>
    public const int Waiting = 500;

    /// <summary>How many pages wait when the application has to hold as many as it can.</summary>
    public const int ManyWaiting = 2000;

    private const int Count = 10;

    /// <summary>Thousands of viewers do not connect at once: until all wait, some have waited before.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(7);

    /// <summary>Starts each server several times, in turns: from the command to the first page.</summary>
    public async Task MeasureStartUpAsync(IEnumerable<Contender> contenders)
    {
        var servers = contenders.DistinctBy(contender => contender.Plan).ToList();
        for (var i = 0; i < Count; i++)
        {
            foreach (var contender in servers)
            {
                await using var server = await contender.StartAsync(Scenario.Two, cancellationToken);
                results.AddStart(contender.Name, server.StartUp);
                await Console.Error.WriteLineAsync($"start {i + 1}, {contender.Name}: {server.StartUp.TotalMilliseconds:0} ms");
            }
        }
    }

    /// <summary>Lets many viewers wait for an API that takes two seconds.</summary>
    public async Task MeasureMemoryAsync(IEnumerable<Contender> contenders)
    {
        foreach (var contender in contenders)
        {
            await using var server = await contender.StartAsync(Scenario.Two, cancellationToken);
            if (options.WarmUp > TimeSpan.Zero)
            {
                await DriveAsync(server, contender, Scenario.FiftyMilliseconds, Comparison.WaitingViewers, options.WarmUp);
            }

            for (var round = 1; round <= options.Rounds; round++)
            {
                await MeasureMemoryAsync(round, server, contender, Waiting);
                if (contender.HoldsMany)
                {
                    await MeasureMemoryAsync(round, server, contender, ManyWaiting);
                }
            }
        }
    }

    private async Task MeasureMemoryAsync(int round, Server server, Contender contender, int viewers)
    {
        var load = await DriveAsync(server, contender, Scenario.TwoSeconds, viewers, LongEnough);
        results.Add(contender.Name, Scenario.TwoSeconds, viewers, load);
        await Console.Error.WriteLineAsync(
            $"round {round}, {viewers} in flight, {contender.Name}: {load.BytesBefore / 1_000_000} MB, then {load.BytesHighest / 1_000_000} MB, slowest {load.SlowestMs:0} ms, {load.Pages} pages, {load.Failed} failed");
    }

    /// <summary>What a page in flight costs: the growth of memory from before the first viewer came.</summary>
    public static double? KilobytesPerPage(Results results, string name) =>
        (results.Median(name, Scenario.TwoSeconds, ManyWaiting, load => load.BytesHighest) - results.Range(name, Scenario.TwoSeconds, Waiting, load => load.BytesBefore).Lowest)
        / ManyWaiting / 1000;

    private Task<Load> DriveAsync(Server server, Contender contender, Scenario scenario, int viewers, TimeSpan time) =>
        drive.RunAsync(server.ProcessId, new Uri(server.Address, contender.Path(scenario)), viewers, time);
}
