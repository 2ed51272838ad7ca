using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Aggregator.Faults;

/// <summary>
/// A server on loopback that answers each request as it was told, byte by byte; <see cref="Answer"/> has the usual plans. A request that
/// nobody planned is cut off, and makes the disposal throw.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private const int ConnectionsBetweenSweeps = 1000;

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Func<RawConnection, Task>> _plan;
    private readonly ConcurrentQueue<string> _requests = [];
    private readonly ConcurrentQueue<Exception> _defects = [];
    private readonly Task _accepting;
    private int _connections;

    /// <summary>Starts to listen.</summary>
    /// <param name="plan">What to do for the first request, for the second, and so on, whichever connection they come on.</param>
    public RawServer(params Func<RawConnection, Task>[] plan)
        : this(0, plan)
    {
    }

    /// <summary>Starts to listen on a port; 0 is any free one.</summary>
    public RawServer(int port, params Func<RawConnection, Task>[] plan)
    {
        _plan = new(plan);
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What to do for each request after the planned ones.</summary>
    public Func<RawConnection, Task>? Rest { get; init; }

    /// <summary>What to do with each new connection before its first request.</summary>
    public Func<RawConnection, Task>? Greet { get; init; }

    /// <summary>Whether <see cref="Requests"/> is kept: it grows with each request.</summary>
    /// <value>Default: true.</value>
    public bool KeepsRequests { get; init; } = true;

    /// <summary>With a certificate the server speaks TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The address, with a slash at its end.</summary>
    public Uri Url => new($"{(Certificate is null ? "http" : "https")}://127.0.0.1:{Port}/");

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>All requests so far, with their bodies, the unplanned included.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>How many connections were opened so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
        if (!_defects.IsEmpty)
        {
            throw new AggregateException(_defects);
        }
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        while (await AcceptSocketAsync() is { } socket)
        {
            if (Interlocked.Increment(ref _connections) % ConnectionsBetweenSweeps == 0)
            {
                serving.RemoveAll(connection => connection.IsCompleted);
            }

            serving.Add(ServeAsync(socket));
        }

        await Task.WhenAll(serving);
    }

    private async Task<Socket?> AcceptSocketAsync()
    {
        try
        {
            return await _listener.AcceptSocketAsync(_stop.Token);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using (socket)
            {
                socket.NoDelay = true;
                await using var stream = await OpenAsync(new NetworkStream(socket));
                var connection = new RawConnection(socket, stream, _stop.Token);
                await (Greet?.Invoke(connection) ?? Task.CompletedTask);
                while (await connection.ReadRequestAsync() is { } request)
                {
                    if (KeepsRequests)
                    {
                        _requests.Enqueue(request);
                    }

                    await NextPlan(request)(connection);
                }
            }
        }
        catch (Exception e) when (IsTheEnd(e))
        {
            // The client left, or the server stops.
        }
        catch (Exception e)
        {
            _defects.Enqueue(e);
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream stream)
    {
        if (Certificate is null)
        {
            return stream;
        }

        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _stop.Token);
        return tls;
    }

    private Func<RawConnection, Task> NextPlan(string request) =>
        _plan.TryDequeue(out var next) ? next
        : Rest ?? throw new InvalidOperationException($"Nobody planned for this request: {request}");

    private static bool IsTheEnd(Exception e) =>
        e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException;
}
