using System.Net;
using System.Net.Sockets;

namespace Aggregator.Tests.Support;

/// <summary>
/// An address on loopback that swallows connections: it listens and accepts nobody, and the queue of those who wait is full. The kernel drops
/// further attempts without a word.
/// </summary>
internal sealed class FullBacklog : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _waiting = [];

    private FullBacklog() => _listener.Start(backlog: 1);

    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    /// <param name="fill">Without it connections are opened, and nobody ever answers on them.</param>
    public static async Task<FullBacklog> CreateAsync(bool fill = true)
    {
        var full = new FullBacklog();

        // Twice, because a connection that is only slow must not pass for one that was dropped.
        while (fill && (await full.HasRoomAsync() || await full.HasRoomAsync()))
        {
            Assert.SkipWhen(full._waiting.Count > 50, "This kernel accepts connections beyond the backlog.");
        }

        return full;
    }

    public void Dispose()
    {
        _waiting.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }

    private async Task<bool> HasRoomAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _waiting.Add(socket);
        var connecting = socket.ConnectAsync(_listener.LocalEndpoint, TestContext.Current.CancellationToken).AsTask();
        return await Task.WhenAny(connecting, Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken)) == connecting;
    }
}
