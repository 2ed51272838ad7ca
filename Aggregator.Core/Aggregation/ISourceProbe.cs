using Aggregator.Core.Sources;

namespace Aggregator.Core.Aggregation;

/// <summary>Calls sources once and tells what their answers hold, for whoever sets them up.</summary>
public interface ISourceProbe
{
    /// <summary>
    /// Calls every source of a configuration at once, with its own limits; one that needs the answer of another waits for it. Parameters have their defaults,
    /// of several boards the first one's. What stands in for a source does so for those that need it, and not in its own result.
    /// </summary>
    /// <returns>In the order of the sources.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    Task<IReadOnlyList<ProbeResult>> ProbeAsync(ConfigurationInForce configuration, CancellationToken cancellationToken);
}
