namespace Aggregator.Compare;

/// <summary>One comparison, from start to stop. Nothing that it starts outlives it.</summary>
internal sealed class Comparison(CompareOptions options, CancellationToken cancellationToken)
{
    /// <summary>How many viewers there are when cost is measured.</summary>
    public const int Viewers = 64;

    /// <summary>How many there are when waiting is measured.</summary>
    public const int WaitingViewers = 100;

    private readonly Results _results = new();

    /// <summary>Of the same board with calls shared and not, in turns of its own.</summary>
    private readonly Results _sharing = new();

    /// <summary>Measures what was asked for; a page of Markdown.</summary>
    public async Task<string> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("aggregator-compare-");
        try
        {
            await using var api = await Api.StartAsync(folder.FullName, cancellationToken);
            await using var delayedApi = await DelayedApi.StartAsync(cancellationToken);
            var contenders = await PrepareAsync(new Contenders(folder.FullName, api.Address, delayedApi.Address));
            var drive = new Drive(api, cancellationToken);
            await MeasureStartsAsync(new Starts(drive, options, _results, cancellationToken), contenders);
            await using var turns = new Turns(drive, options);
            if (options.Measures(Part.Jsons, Part.Page, Part.Latency, Part.Sharing, Part.Growth))
            {
                await turns.StartAsync(contenders, cancellationToken);
                await MeasureTurnsAsync(turns, contenders, api, delayedApi);
            }

            return new Report(options, contenders, _results, _sharing).ToString();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<Contender>> PrepareAsync(Contenders all)
    {
        var contenders = new List<Contender>();
        foreach (var name in options.Contenders)
        {
            contenders.AddRange(await all.PrepareAsync(name, cancellationToken));
        }

        // Who asks for one of the application's answers only does not wait for the other.
        contenders.RemoveAll(contender => contender.Name is Contender.Page && options.Parts.SetEquals([Part.Jsons]));
        contenders.RemoveAll(contender => contender.Name is Contender.Json && options.Parts.SetEquals([Part.Page]));
        return contenders;
    }

    private async Task MeasureStartsAsync(Starts starts, IReadOnlyList<Contender> contenders)
    {
        if (options.Measures(Part.Startup))
        {
            await starts.MeasureStartUpAsync(contenders);
        }

        if (options.Measures(Part.Inflight))
        {
            await starts.MeasureMemoryAsync(contenders);
        }
    }

    private async Task MeasureTurnsAsync(Turns turns, IReadOnlyList<Contender> contenders, Api api, DelayedApi delayedApi)
    {
        var own = contenders.Where(contender => contender.Name is Contender.Page or Contender.Json).ToList();
        if (options.Measures(Part.Jsons, Part.Page))
        {
            await turns.TakeAsync(_results, contenders, [Scenario.Two, Scenario.Eight], Viewers);
        }

        if (options.Measures(Part.Latency))
        {
            await turns.TakeAsync(_results, contenders, [Scenario.Two], viewers: 1, api.Address);
            await turns.TakeAsync(_results, contenders, [Scenario.FiftyMilliseconds], WaitingViewers, new Uri(delayedApi.Address, $"?delay={Scenario.FiftyMilliseconds.Delay}"));
        }

        if (options.Measures(Part.Sharing))
        {
            await turns.TakeAsync(_sharing, own, [Scenario.Eight, Scenario.EightShared], Viewers);
        }

        if (options.Measures(Part.Growth))
        {
            foreach (var viewers in Growth.Viewers)
            {
                await turns.TakeAsync(_results, [.. contenders.Where(contender => contender.HoldsMany)], Growth.Scenarios, viewers);
            }
        }
    }
}
