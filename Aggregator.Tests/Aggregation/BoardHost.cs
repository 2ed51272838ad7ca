using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Aggregation;

/// <summary>A configured board as the application runs it, without a web server: real fetcher, real sockets.</summary>
internal sealed class BoardHost(string section) : IAsyncDisposable
{
    private readonly ServiceProvider _services = Configured.Services(
        Configured.Configuration(section), services => services.AddLogging().AddSingleton<IApplicationAddress, NoAddress>());

    /// <summary>Runs the board <c>default</c>.</summary>
    public async Task<AggregateResult> RunAsync(IReadOnlyDictionary<string, string>? parameters = null)
    {
        await using var scope = _services.CreateAsyncScope();
        var run = new Run(_services.GetRequiredService<BoardCatalog>().Current.Find("default")!, parameters);
        await foreach (var _ in scope.ServiceProvider.GetRequiredService<IAggregationEngine>().StreamAsync(run, TestContext.Current.CancellationToken))
        {
            // The run collects the results itself.
        }

        return run.Result;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class NoAddress : IApplicationAddress
    {
        public Uri BaseAddress => throw new InvalidOperationException("No source of these boards is this application's own.");
    }
}
