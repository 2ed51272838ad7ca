using Aggregator.Core.Combining;
using Aggregator.Core.Configuration;
using Microsoft.Extensions.Options;

namespace Aggregator.Core.Sources;

/// <summary>Keeps the last good configuration. Another one takes its place whole; a run that has begun goes on with the board it began with.</summary>
public sealed class BoardCatalog
{
    private readonly IEnumerable<CombinerRegistration> _combiners;
    private volatile ConfigurationInForce _current;
    private volatile int _newerErrors;

    /// <summary>Compiles the configuration of the start.</summary>
    /// <exception cref="OptionsValidationException">The configuration is not valid.</exception>
    public BoardCatalog(IOptions<AggregatorOptions> options, IEnumerable<CombinerRegistration> combiners)
    {
        _combiners = combiners;
        _current = ConfigurationInForce.Compile(options.Value, combiners);
    }

    /// <summary>What is in force at this moment. Within a request it comes from dependency injection instead, where it stays the same.</summary>
    public ConfigurationInForce Current => _current;

    /// <summary>How many errors a newer configuration has, which is not in force for that reason; 0 where there is none.</summary>
    public int NewerErrors => _newerErrors;

    /// <summary>Puts a newer configuration in force.</summary>
    /// <param name="options">Options that were validated.</param>
    /// <returns>What has become of the sources and boards.</returns>
    internal ConfigurationChange Take(AggregatorOptions options)
    {
        var last = _current;
        _current = ConfigurationInForce.Compile(options, _combiners, last);
        _newerErrors = 0;
        return ConfigurationChange.Between(last, _current);
    }

    /// <summary>Notes that there is a newer configuration which cannot be put in force.</summary>
    /// <param name="errors">How many errors it has.</param>
    internal void Refuse(int errors) => _newerErrors = errors;
}
