using System.Net;
using Aggregator.Core;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Fetching.Connecting;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Fetching;

/// <summary>The fetcher as the application builds it: real handlers, real sockets.</summary>
internal sealed class FetcherHost : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ServiceProvider _services;

    public FetcherHost(TimeProvider? time = null, Uri? application = null, Action<IServiceCollection>? services = null)
    {
        _time = time ?? TimeProvider.System;
        var all = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton(_time)
            .AddSingleton<IApplicationAddress>(new Address(application ?? new Uri("http://127.0.0.1:9/")))
            .AddAggregator(new ConfigurationBuilder().Build());
        services?.Invoke(all);
        _services = all.BuildServiceProvider();
    }

    /// <summary>The fetcher on a network whose names lead where the test wants.</summary>
    public static FetcherHost WithNames(Func<string, IPAddress[]> lookUp, TimeProvider? time = null) =>
        new(time, services: services => services.AddSingleton(new HostResolver(lookUp)));

    public LogCapture Log { get; } = new();

    /// <summary>The engine on top of it, with calls shared.</summary>
    public IAggregationEngine Engine => _services.GetRequiredService<IAggregationEngine>();

    /// <summary>The turns that calls wait for.</summary>
    public CallSlots Slots => _services.GetRequiredService<CallSlots>();

    /// <summary>A source with a pipeline of its own. Its time is long enough for any machine; a test that wants it to run out says so.</summary>
    public static Source Source(Uri url, Action<SourceOptions>? configure = null) => TestData.Source(configure: options =>
    {
        options.Url = url.OriginalString;
        options.Timeout = TimeSpan.FromSeconds(20);
        configure?.Invoke(options);
    });

    public Task<SourceResult> FetchAsync(Uri url, Action<SourceOptions>? configure = null) => FetchAsync(Source(url, configure));

    public Task<SourceResult> FetchAsync(Source source, TimeSpan? deadline = null, CancellationToken? cancellationToken = null)
    {
        var call = new SourceCall(source, _time, _time.GetTimestamp(), deadline ?? TimeSpan.FromSeconds(30));
        return FetchAsync(call, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    public Task<SourceResult> FetchAsync(SourceCall call, CancellationToken cancellationToken) =>
        _services.GetRequiredService<SourceFetcher>().FetchAsync(call, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Log.Dispose();
    }

    private sealed record Address(Uri BaseAddress) : IApplicationAddress;
}
