using System.Net;
using System.Net.Sockets;

namespace Aggregator.Tests.Support;

/// <summary>Stands on one port in front of a server that may go away, come back, or be another one.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<Socket> _open = [];
    private readonly Task _accepting;
    private Uri? _target;

    public TcpProxy(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>While it is set, nothing that the server says arrives.</summary>
    public bool IsMute { get; set; }

    /// <summary>The server is gone: every connection breaks, and so does every new one.</summary>
    public void Cut() => Lead(null);

    /// <summary>From now on this is the server.</summary>
    public void Lead(Uri? target)
    {
        lock (_lock)
        {
            _target = target;
            // Without a time to wait it is a reset.
            _open.ForEach(socket => socket.Close(0));
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        Cut();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The listener is gone, before a connection was waited for or meanwhile.
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Uri? target;
        lock (_lock)
        {
            target = _target;
            _open.AddRange([client, server]);
        }

        try
        {
            if (target is not null)
            {
                await server.ConnectAsync(target.Host, target.Port, _stop.Token);
                await Task.WhenAny(CopyAsync(client, server, isAnswer: false), CopyAsync(server, client, isAnswer: true));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of this connection, whoever wanted it.
        }

        client.Close(0);
        server.Close(0);
    }

    private async Task CopyAsync(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                if (!isAnswer || !IsMute)
                {
                    await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The same.
        }
    }
}
