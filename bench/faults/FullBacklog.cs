using System.Net;
using System.Net.Sockets;

namespace Aggregator.Faults;

/// <summary>
/// An address on loopback that swallows connections: it listens and accepts nobody, and the queue of those who wait is full. The kernel drops
/// further attempts without a word.
/// </summary>
internal sealed class FullBacklog : IDisposable
{
    /// <summary>What to say where <see cref="IsFull"/> is false.</summary>
    public const string WhyNot = "This kernel accepts connections beyond the backlog.";

    private const int MostWaiting = 50;

    private readonly TcpListener _listener;
    private readonly List<Socket> _waiting = [];

    private FullBacklog(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start(backlog: 1);
    }

    /// <summary>False on a kernel that goes on taking connections, however short the queue.</summary>
    public bool IsFull { get; private set; }

    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    /// <summary>Listens on a port, 0 for any free one, and fills the queue.</summary>
    public static async Task<FullBacklog> CreateAsync(int port = 0)
    {
        var full = new FullBacklog(port);

        // Twice, because a connection that is only slow must not pass for one that was dropped.
        while (!full.IsFull && full._waiting.Count <= MostWaiting)
        {
            full.IsFull = !await full.HasRoomAsync() && !await full.HasRoomAsync();
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
        var connecting = socket.ConnectAsync(_listener.LocalEndpoint);
        return await Task.WhenAny(connecting, Task.Delay(TimeSpan.FromMilliseconds(300))) == connecting;
    }
}
