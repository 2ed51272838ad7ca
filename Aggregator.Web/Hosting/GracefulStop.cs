using Aggregator.Core.Configuration;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Hosting;

/// <summary>
/// A stop in order: readiness goes off (ReadinessCheck), streams of events end, after the drain delay no more connections are taken, and the runs there
/// are come to their end.
/// </summary>
internal sealed class GracefulStop(IOptions<AggregatorOptions> options, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>What the longest run needs, and a little for the page.</summary>
    private static readonly TimeSpan LongestRun = BoardOptions.LongestDeadline + TimeSpan.FromSeconds(5);

    public static void SetUp(HostOptions host, IOptions<AggregatorOptions> options) => host.ShutdownTimeout = options.Value.Hosting.DrainDelay + LongestRun;

    /// <summary>Runs before the server is told to stop, which closes its listeners at once.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(options.Value.Hosting.DrainDelay, time, cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
