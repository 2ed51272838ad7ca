using Aggregator.Core.Sources;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aggregator.Web.Hosting;

/// <summary>Degraded while a newer configuration has errors: viewers are served, but by an older one than somebody thinks.</summary>
internal sealed class ConfigurationCheck(BoardCatalog catalog) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(catalog.NewerErrors == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded());
}
