using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>Calls a source once and tells what its answer holds, for whoever sets the source up.</summary>
public interface ISourceProbe
{
    /// <summary>Calls the source, alone, with its own limits.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    Task<ProbeResult> ProbeAsync(Source source, CancellationToken cancellationToken);
}
