using System.Net;
using System.Net.Sockets;

namespace Aggregator.Core.Fetching;

/// <summary>Opens connections, each within the connect timeout of the source it is opened for, and notes when they are ready.</summary>
internal sealed class Connector(TimeProvider time)
{
    /// <summary>Looks the host up and connects. TLS, where it is due, follows; it has the rest of the source's timeout.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var call = SourceCall.Find(context.InitialRequestMessage);
        call?.CurrentAttempt()?.Connecting();

        // The CONNECT to a proxy is the framework's own request and belongs to no call: it has the rest of the source's timeout.
        using var timeout = new CancellationTokenSource(call?.Source.ConnectTimeout ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var addresses = await ResolveAsync(context.DnsEndPoint.Host, either.Token);
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is OperationCanceledException && timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new ConnectException(Reason.ConnectTimeout, e);
            }

            throw;
        }
    }

    /// <summary>The connection is ready for its first request, TLS included.</summary>
    public static ValueTask<Stream> NoteReadyAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        SourceCall.Find(context.InitialRequestMessage)?.CurrentAttempt()?.Connected();
        return ValueTask.FromResult<Stream>(new FreshConnection(context.PlaintextStream));
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException e)
        {
            throw new ConnectException(Reason.DnsFailed, e);
        }
    }
}
