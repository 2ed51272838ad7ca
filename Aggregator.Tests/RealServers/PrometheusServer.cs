namespace Aggregator.Tests.RealServers;

/// <summary>A real Prometheus that watches itself and one that is not there.</summary>
public sealed class PrometheusServer : IAsyncLifetime
{
    internal RealServer Server { get; } = new("prometheus", "prometheus");

    public async ValueTask InitializeAsync()
    {
        var file = Path.Combine(Server.Folder.FullName, "prometheus.yml");
        await File.WriteAllTextAsync(
            file,
            $$"""
            global: { scrape_interval: 1s }
            scrape_configs:
              - job_name: prometheus
                static_configs: [ { targets: [ "{{Server.Url().Authority}}" ] } ]
              - job_name: shop
                static_configs: [ { targets: [ "{{Server.Url(1).Authority}}" ] } ]
            """);
        await Server.StartAsync(
            "/-/ready",
            $"--config.file={file}",
            $"--storage.tsdb.path={Server.Folder}/data",
            $"--web.listen-address={Server.Url().Authority}",
            "--log.level=error");
    }

    /// <summary>What anybody is told at this moment.</summary>
    internal Task<string> QueryAsync(string query) => Server.AskAsync(HttpMethod.Get, $"/api/v1/query?query={Uri.EscapeDataString(query)}");

    /// <summary>Waits until it has watched everything once.</summary>
    internal async Task UntilWatchedAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!(await QueryAsync("count(up)")).Contains("\"2\"", StringComparison.Ordinal))
        {
            await Task.Delay(50, limit.Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        Server.Dispose();
        return ValueTask.CompletedTask;
    }
}
