using System.Text;
using Aggregator.Core;
using Aggregator.Core.Configuration;
using Aggregator.Core.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aggregator.Tests.Support;

/// <summary>What the section <c>Aggregator</c> of an appsettings.json comes to.</summary>
internal static class Configured
{
    public static IConfiguration Configuration(string section) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "Aggregator": {{section}} }"""))).Build();

    public static ServiceProvider Services(IConfiguration configuration, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddAggregator(configuration);
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    public static AggregatorOptions Options(string section) => Options(Configuration(section));

    public static AggregatorOptions Options(IConfiguration configuration)
    {
        using var services = Services(configuration);
        return services.GetRequiredService<IOptions<AggregatorOptions>>().Value;
    }

    public static ConfigurationInForce Catalog(string section) => Catalog(Configuration(section));

    public static ConfigurationInForce Catalog(IConfiguration configuration)
    {
        using var services = Services(configuration);
        return services.GetRequiredService<BoardCatalog>().Current;
    }

    /// <summary>Everything that is wrong with it, in order; nothing where it is valid.</summary>
    public static IReadOnlyList<string> Errors(string section, Action<IServiceCollection>? more = null)
    {
        using var services = Services(Configuration(section), more);
        var options = services.GetRequiredService<IOptions<AggregatorOptions>>();
        return Record.Exception(() => options.Value) switch
        {
            null => [],
            OptionsValidationException wrong => [.. wrong.Failures],
            var other => throw new InvalidOperationException("The configuration broke the validation instead of failing it.", other),
        };
    }
}
