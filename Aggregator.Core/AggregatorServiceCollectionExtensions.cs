using System.Net;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Configuration;
using Aggregator.Core.Configuration.Reading;
using Aggregator.Core.Configuration.Validation;
using Aggregator.Core.Fetching;
using Aggregator.Core.Fetching.Attempts;
using Aggregator.Core.Fetching.Connecting;
using Aggregator.Core.Fetching.Retrying;
using Aggregator.Core.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Aggregator.Core;

/// <summary>Adds the whole path from the configuration to the combined result.</summary>
public static class AggregatorServiceCollectionExtensions
{
    /// <summary>
    /// Adds the boards that the section <c>Aggregator</c> describes, and <see cref="IAggregationEngine"/> to run them. The application provides
    /// <see cref="IApplicationAddress"/>. A configuration with errors stops the start with an <see cref="OptionsValidationException"/> that lists them all.
    /// <see cref="ConfigurationReload.Start"/> lets changes take effect while the application runs.
    /// </summary>
    public static IServiceCollection AddAggregator(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AggregatorOptions>()
            .Configure(options => OptionsReader.Read(SteadyCopy.Of(configuration, AggregatorOptions.SectionName), options))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, ReadErrorsValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, SourceOptionsValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, SourceRequestValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, AuthOptionsValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, ConnectionOptionsValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, HedgeOptionsValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, DisplayOptionsValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, ReferenceValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, DependencyCycleValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, FallbackValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, BoardOptionsValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, ParameterOptionsValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, HostingOptionsValidator>();
        services.AddSingleton<IValidateOptions<AggregatorOptions>, AccessOptionsValidator>();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<BoardCatalog>();
        services.AddScoped(provider => provider.GetRequiredService<BoardCatalog>().Current);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ConfigurationReload>(provider, configuration));
        services.AddFetching();
        services.AddBuiltInCombiners();
        services.AddSingleton<LastRuns>();
        services.TryAddSingleton<IViewerRequest, NoViewerRequest>();
        services.AddSingleton<ISourceProbe, SourceProbe>();
        return services.AddScoped<IAggregationEngine, AggregationEngine>();
    }

    private static void AddFetching(this IServiceCollection services)
    {
        // Without it a compressed body that ends early passes for a whole one, and a number for another.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", isEnabled: true);

        // A connection that is still being opened ends with the request it is opened for, not five seconds later.
        AppContext.SetData("System.Net.SocketsHttpHandler.PendingConnectionTimeoutOnRequestCompletion", 0);

        services.AddSingleton(new HostResolver(Dns.GetHostAddresses));
        services.AddSingleton<Connector>();
        services.AddSingleton<ResiliencePipelines>();
        services.AddSingleton<CallSlots>();
        services.AddSingleton<UsualDurations>();
        services.AddSingleton<SourceFetcher>();
        services.AddSingleton<ISourceFetcher>(provider => new SharedFetcher(provider.GetRequiredService<SourceFetcher>()));
        services.AddHttpClient(SourceFetcher.ClientName)
            .ConfigurePrimaryHttpMessageHandler(provider => new ConnectionsHandler(provider.GetRequiredService<Connector>()))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .AddHttpMessageHandler(provider => new FirstAttemptHandler(provider.GetRequiredService<ResiliencePipelines>()))
            .AddPolicyHandler((provider, request) => provider.GetRequiredService<ResiliencePipelines>().For(request))
            .AddHttpMessageHandler(provider => ActivatorUtilities.CreateInstance<HedgeHandler>(provider))
            .AddHttpMessageHandler(provider => new AttemptHandler(provider.GetRequiredService<TimeProvider>()));
    }
}
