using Aggregator.Core;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Micro;

/// <summary>A board as the application runs it, all of whose sources call <see cref="InMemoryApi"/> in place of a network.</summary>
internal sealed class MicroBoard : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly IServiceScope _request;
    private readonly IAggregationEngine _engine;

    /// <param name="sources">How many sources it has.</param>
    /// <param name="isShared">Whether viewers share calls; here there is one viewer, who always starts them.</param>
    /// <param name="isLater">Whether the answers come on another thread.</param>
    public MicroBoard(int sources, bool isShared = false, bool isLater = false)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IApplicationAddress, NoAddress>();
        services.AddAggregator(new ConfigurationBuilder().AddInMemoryCollection(Settings(sources, isShared)).Build());
        services.AddHttpClient(SourceFetcher.ClientName).ConfigurePrimaryHttpMessageHandler(() => new InMemoryApi(isLater));
        _services = services.BuildServiceProvider();
        _request = _services.CreateScope();
        _engine = _request.ServiceProvider.GetRequiredService<IAggregationEngine>();
        Board = _request.ServiceProvider.GetRequiredService<ConfigurationInForce>().Find("default")!;
    }

    public Board Board { get; }

    public Task<AggregateResult> RunAsync() => _engine.RunAsync(new Run(Board), CancellationToken.None);

    public TService Keyed<TService>(string name)
        where TService : notnull => _services.GetRequiredKeyedService<TService>(name);

    public void Dispose()
    {
        _request.Dispose();
        _services.Dispose();
    }

    private static IEnumerable<KeyValuePair<string, string?>> Settings(int sources, bool isShared)
    {
        yield return new("Aggregator:Boards:default:Combine", "Sum");
        for (var i = 0; i < sources; i++)
        {
            var source = $"api-{i:00}";
            yield return new($"Aggregator:Boards:default:Sources:{i}", source);
            yield return new($"Aggregator:Sources:{source}:Url", InMemoryApi.Address.OriginalString);
            yield return new($"Aggregator:Sources:{source}:Select", "/value");
            yield return new($"Aggregator:Sources:{source}:Coalesce", isShared ? "true" : "false");
        }
    }

    private sealed class NoAddress : IApplicationAddress
    {
        public Uri BaseAddress => throw new InvalidOperationException("No source of these boards is this application's own.");
    }
}
