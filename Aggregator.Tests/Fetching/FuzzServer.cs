using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aggregator.Tests.Fetching;

/// <summary>Answers a request for <c>/7</c> with mutated answer number 7. Unlike a RawServer it remembers nothing, so that a test can see what others do.</summary>
internal sealed class FuzzServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public FuzzServer()
    {
        _listener.Start(backlog: 512);
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://{_listener.LocalEndpoint}/");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                var request = new byte[1024];
                while (await ReadAsync(socket, request) is { } number)
                {
                    var answer = MutatedAnswer.Number(number);
                    await socket.SendAsync(answer.Bytes.AsMemory(0, answer.Split), _stop.Token);
                    await Task.Yield();
                    await socket.SendAsync(answer.Bytes.AsMemory(answer.Split), _stop.Token);
                    if (answer.End is MutatedAnswer.Ending.Reset)
                    {
                        socket.LingerState = new LingerOption(enable: true, seconds: 0);
                    }

                    if (answer.End is not MutatedAnswer.Ending.KeepOpen)
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client left, or the test is over.
            }
        }
    }

    /// <summary>The number that the next request asks for; null where none comes.</summary>
    private async Task<int?> ReadAsync(Socket socket, byte[] request)
    {
        var length = 0;
        while (!request.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            var count = await socket.ReceiveAsync(request.AsMemory(length), _stop.Token);
            if (count == 0)
            {
                return null;
            }

            length += count;
        }

        var number = request.AsSpan("GET /".Length);
        return int.Parse(number[..number.IndexOf((byte)' ')], CultureInfo.InvariantCulture);
    }
}
