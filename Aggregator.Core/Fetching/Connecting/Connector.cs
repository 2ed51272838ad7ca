using System.Net;
using System.Net.Sockets;
using Aggregator.Core.Sources;
using Microsoft.Extensions.Logging;

namespace Aggregator.Core.Fetching.Connecting;

/// <summary>
/// Opens connections, each within the connect timeout of the source it is opened for, and notes when they are ready. Behind a proxy
/// the host to look up and to connect to is the proxy.
/// </summary>
internal sealed class Connector(HostResolver resolver, TimeProvider time, ILogger<Connector> logger)
{
    /// <summary>Looks the host up, checks its addresses and connects to one of these. TLS, where it is due, follows; it has the rest of the source's timeout.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        // The CONNECT to a proxy is the framework's own request and belongs to no call.
        var call = (context.InitialRequestMessage as CallRequest)?.Call;
        (context.InitialRequestMessage as CallRequest)?.Attempt?.Connecting();

        using var timeout = new CancellationTokenSource(call?.Source.ConnectTimeout ?? Source.DefaultConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var late = Reason.DnsFailed;
        try
        {
            var addresses = await resolver.ResolveAsync(context.DnsEndPoint.Host, either.Token);
            late = Reason.ConnectTimeout;
            var socket = await AddressRace.ConnectAsync(Allowed(addresses, call), context.DnsEndPoint.Port, time, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ConnectException(late, e);
        }
    }

    /// <summary>The connection is ready for its first request, TLS included.</summary>
    public static ValueTask<Stream> NoteReadyAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        (context.InitialRequestMessage as CallRequest)?.Attempt?.Connected();
        return ValueTask.FromResult<Stream>(new FreshConnection(context.PlaintextStream));
    }

    /// <summary>A host may have a link-local address beside others: many a machine knows its own name so. Then the others count.</summary>
    private List<IPAddress> Allowed(IReadOnlyList<IPAddress> addresses, SourceCall? call)
    {
        var allowed = addresses.Where(address => !BlockedAddresses.Contains(address)).ToList();
        if (allowed.Count > 0)
        {
            return allowed;
        }

        Log.AddressBlocked(logger, call?.Source.Name ?? "the proxy", addresses[0]);
        throw new ConnectException(Reason.BlockedAddress);
    }
}
