namespace Aggregator.Tests.RealServers;

/// <summary>A real etcd with nothing in it.</summary>
public sealed class EtcdServer : IAsyncLifetime
{
    internal RealServer Server { get; } = new("etcd", "etcd-server");

    public async ValueTask InitializeAsync()
    {
        var (clients, peers) = (Text(Server.Url()), Text(Server.Url(1)));
        await Server.StartAsync(
            "/health",
            $"--data-dir={Server.Folder}/data",
            $"--listen-client-urls={clients}",
            $"--advertise-client-urls={clients}",
            $"--listen-peer-urls={peers}",
            $"--initial-advertise-peer-urls={peers}",
            $"--initial-cluster=default={peers}",
            "--log-level=error");
    }

    public ValueTask DisposeAsync()
    {
        Server.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Text(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
