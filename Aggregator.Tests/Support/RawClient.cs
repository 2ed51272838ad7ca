using System.Net.Sockets;
using System.Text;

namespace Aggregator.Tests.Support;

/// <summary>A viewer at the other end of a plain socket, who sees each piece of an answer as it arrives.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new();
    private readonly StringBuilder _received = new();

    private RawClient()
    {
    }

    /// <summary>All that has arrived so far, head and chunk sizes included.</summary>
    public string Received => _received.ToString();

    /// <summary>Sends a GET request.</summary>
    public static Task<RawClient> GetAsync(Uri address, string path, CancellationToken cancellationToken, params string[] headers) => SendAsync(
        address,
        $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n",
        cancellationToken);

    /// <summary>Sends what is no more than text: several requests at once, for instance.</summary>
    public static async Task<RawClient> SendAsync(Uri address, string requests, CancellationToken cancellationToken)
    {
        var client = new RawClient();
        await client._tcp.ConnectAsync(address.Host, address.Port, cancellationToken);
        await client._tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(requests), cancellationToken);
        return client;
    }

    /// <summary>Reads until the text has arrived.</summary>
    public async Task<string> UntilAsync(string text, CancellationToken cancellationToken)
    {
        while (!Received.Contains(text, StringComparison.Ordinal))
        {
            Assert.True(await ReadAsync(cancellationToken), $"The answer ended without '{text}':\n{Received}");
        }

        return Received;
    }

    /// <summary>Reads to the end.</summary>
    public async Task<string> UntilEndAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken))
        {
            // Each piece is kept.
        }

        return Received;
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var count = await _tcp.GetStream().ReadAsync(buffer, cancellationToken);
        _received.Append(Encoding.UTF8.GetString(buffer, 0, count));
        return count > 0;
    }
}
