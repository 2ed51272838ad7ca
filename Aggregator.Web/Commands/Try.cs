using Aggregator.Core;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Commands;

/// <summary>The command <c>try</c>: calls an address as a source would, shows what its answer holds, and prints the configuration of a source.</summary>
internal static class Try
{
    private const int NoValue = 1;

    public static Task<int> RunAsync(TriedSource tried, CancellationToken cancellationToken) => StartupErrors.ExplainAsync("This cannot be a source", async () =>
    {
        await using var services = Services(tried);
        services.GetRequiredService<IStartupValidator>().Validate();
        var probe = (await services.GetRequiredService<ISourceProbe>().ProbeAsync(services.GetRequiredService<BoardCatalog>().Current, cancellationToken)).Single();
        ProbeReport.Print(tried, probe);
        return probe.Result.IsOk ? StartupErrors.Ok : NoValue;
    });

    /// <summary>A configuration with that one source, and with the secrets of the application's own.</summary>
    private static ServiceProvider Services(TriedSource tried)
    {
        var application = WebApplication.CreateBuilder(ContentRoot.Options([]));
        ConfigurationFiles.AddTo(application);
        var secrets = application.Configuration.GetSection($"{AggregatorOptions.SectionName}:{nameof(AggregatorOptions.Secrets)}").AsEnumerable();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(secrets.Concat(tried.ToConfiguration())).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IApplicationAddress, NoAddress>()
            .AddAggregator(configuration)
            .BuildServiceProvider();
    }

    /// <summary>The application does not run.</summary>
    private sealed class NoAddress : IApplicationAddress
    {
        public Uri BaseAddress => throw new InvalidOperationException("The application does not run.");
    }
}
