using System.Globalization;

namespace Aggregator.Compare;

/// <summary>The API that answers at once, and counts how often: nginx, which costs next to nothing.</summary>
internal sealed class Api : IAsyncDisposable
{
    private const string Value = """{"value":1.5}""";

    private readonly Server _nginx;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseProxy = false });

    private Api(Server nginx) => _nginx = nginx;

    public Uri Address => _nginx.Address;

    /// <summary>Starts it, with what it writes in that folder.</summary>
    public static async Task<Api> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var port = Server.FreePort();
        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, Configuration(folder, port), cancellationToken);
        var plan = new ServerPlan(
            folder, "nginx", ["-p", folder, "-c", file, "-e", $"{folder}/error.log"], new Dictionary<string, string>(StringComparer.Ordinal), port);
        return new Api(await Server.StartAsync(plan, "", Value, cancellationToken));
    }

    /// <summary>How many requests it has had.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "status"));
        using var response = await _client.SendAsync(request, cancellationToken);
        return Requests(await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _nginx.DisposeAsync();
    }

    /// <summary>The third number of the third line: connections accepted and handled, and requests.</summary>
    private static long Requests(string status) =>
        long.Parse(status.Split('\n')[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)[2], CultureInfo.InvariantCulture);

    private static string Configuration(string folder, int port) => NginxFile.Text(
        folder,
        "auto; worker_rlimit_nofile 20000",
        18_000,
        $$"""
        keepalive_requests 1000000000;
        keepalive_timeout 1h;
        server {
        listen 127.0.0.1:{{port}} backlog=4096;
        default_type application/json;
        location / { return 200 '{{Value}}'; }
        location = /status { stub_status; }
        }
        """);
}
