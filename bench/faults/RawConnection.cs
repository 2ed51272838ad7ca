using System.Net.Sockets;
using System.Text;

namespace Aggregator.Faults;

/// <summary>One connection of a <see cref="RawServer"/>, with which a plan does what it likes.</summary>
internal sealed class RawConnection(Socket socket, Stream stream, CancellationToken stopping)
{
    /// <summary>The head of the request that is answered.</summary>
    public string Request { get; private set; } = "";

    /// <summary>The server stops.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>The head of the next request; null when the client has closed the connection.</summary>
    public async Task<string?> ReadRequestAsync()
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = socket.SafeHandle.IsClosed ? 0 : await stream.ReadAsync(buffer, stopping);
            if (count == 0)
            {
                return null;
            }

            head.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return Request = head.ToString();
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
}
