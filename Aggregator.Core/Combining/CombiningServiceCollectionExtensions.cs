using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Core.Combining;

/// <summary>Registers combiners by name.</summary>
public static class CombiningServiceCollectionExtensions
{
    /// <summary>Lets boards combine their values by a class of one's own: <c>"Combine": "spread"</c>.</summary>
    /// <typeparam name="TCombiner">The combiner; one is made for each run, from the services of the viewer's request.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The name for the configuration and the answers. A built-in name replaces the built-in combiner.</param>
    public static IServiceCollection AddCombiner<TCombiner>(this IServiceCollection services, string name)
        where TCombiner : class, ICombiner
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        services.AddKeyedScoped<ICombiner, TCombiner>(name);
        return services.AddSingleton(new CombinerRegistration(name));
    }

    internal static IServiceCollection AddBuiltInCombiners(this IServiceCollection services)
    {
        foreach (var combiner in NumericCombiner.All)
        {
            services.AddBuiltIn(combiner.Name, combiner, combiner.TakesWeights);
        }

        return services
            .AddBuiltIn("count", new CountCombiner())
            .AddBuiltIn("first", new FirstCombiner())
            .AddBuiltIn("merge", new MergeCombiner())
            .AddBuiltIn("concat", new ConcatCombiner())
            .AddBuiltIn(CombinerRegistration.None, new NoneCombiner());
    }

    /// <summary>Adds it unless somebody's own has taken the name already: the order of AddAggregator and AddCombiner does not matter.</summary>
    private static IServiceCollection AddBuiltIn(this IServiceCollection services, string name, ICombiner combiner, bool takesWeights = false)
    {
        var taken = services.Where(service => !service.IsKeyedService).Select(service => service.ImplementationInstance).OfType<CombinerRegistration>();
        return CombinerRegistration.Find(taken, name) is null
            ? services.AddKeyedSingleton(name, combiner).AddSingleton(new CombinerRegistration(name) { TakesWeights = takesWeights })
            : services;
    }
}
