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
            services.AddBuiltIn(combiner, new(combiner.Name) { TakesWeights = combiner.TakesWeights });
        }

        return services
            .AddBuiltIn(new CountCombiner(), new("count") { TakesWeights = false })
            .AddBuiltIn(new FirstCombiner(), new("first") { TakesWeights = false })
            .AddBuiltIn(new MergeCombiner(), new("merge") { TakesWeights = false, MayGiveNumber = false })
            .AddBuiltIn(new ConcatCombiner(), new("concat") { TakesWeights = false, MayGiveNumber = false })
            .AddBuiltIn(new NoneCombiner(), new(CombinerRegistration.None) { TakesWeights = false, MayGiveNumber = false });
    }

    /// <summary>Adds it unless somebody's own has taken the name already: the order of AddAggregator and AddCombiner does not matter.</summary>
    private static IServiceCollection AddBuiltIn(this IServiceCollection services, ICombiner combiner, CombinerRegistration registration)
    {
        var taken = services.Where(service => !service.IsKeyedService).Select(service => service.ImplementationInstance).OfType<CombinerRegistration>();
        return CombinerRegistration.Find(taken, registration.Name) is null
            ? services.AddKeyedSingleton(registration.Name, combiner).AddSingleton(registration)
            : services;
    }
}
