using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aggregator.Faults;

/// <summary>One connection of a <see cref="RawServer"/>, with which a plan does what it likes.</summary>
internal sealed class RawConnection(Socket socket, Stream stream, CancellationToken stopping)
{
    /// <summary>The request that is answered: its head and, where it says how long that is, its body.</summary>
    public string Request { get; private set; } = "";

    /// <summary>The server's port.</summary>
    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>The server stops.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>The next request; null when the client has closed the connection.</summary>
    public async Task<string?> ReadRequestAsync()
    {
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(request.ToString()))
        {
            var count = socket.SafeHandle.IsClosed ? 0 : await stream.ReadAsync(buffer, stopping);
            if (count == 0)
            {
                return null;
            }

            request.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return Request = request.ToString();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, stopping);
        await stream.FlushAsync(stopping);
    }

    /// <summary>Sends nothing more, in good order.</summary>
    public void Close()
    {
        socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Breaks the connection: what the client has not read yet is lost.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Dispose();
    }

    /// <summary>Waits until the client closes the connection, one way or the other.</summary>
    public async Task UntilClosedAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, stopping) > 0)
            {
                // A client has nothing to say while it waits for an answer.
            }
        }
        catch (IOException)
        {
            // Closed with a reset.
        }
    }

    private static bool IsWhole(string request)
    {
        const string Length = "\r\nContent-Length: ";
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var length = request[..(end + 2)].Split(Length).ElementAtOrDefault(1)?.Split("\r\n")[0];
        return request.Length == end + 4 + (length is null ? 0 : int.Parse(length, CultureInfo.InvariantCulture));
    }
}
