using System.Net;
using System.Net.Sockets;

namespace Aggregator.Core.Fetching.Connecting;

/// <summary>
/// Connects to the first of a host's addresses that takes the connection (RFC 8305, sections 4 and 5). Each has a head start on the next, or
/// until it fails; IPv6 and IPv4 take turns, in the order of the system.
/// </summary>
internal static class AddressRace
{
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Connects to one of the addresses, and to nothing else.</summary>
    /// <exception cref="SocketException">None took the connection; this is what the last one said.</exception>
    public static async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, TimeProvider time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = new Queue<IPAddress>(InTurns(addresses));
        var running = new List<Task<Outcome>>();
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (waiting.TryDequeue(out var address))
                {
                    running.Add(TryAsync(address, port, stop.Token));
                }

                List<Task> ends = [.. running];
                if (waiting.Count > 0)
                {
                    ends.Add(Task.Delay(HeadStart, time, stop.Token));
                }

                if (await Task.WhenAny(ends) is not Task<Outcome> ended)
                {
                    continue;
                }

                running.Remove(ended);
                var outcome = await ended;
                if (outcome.Socket is not null)
                {
                    return outcome.Socket;
                }

                if (running.Count == 0 && waiting.Count == 0)
                {
                    throw outcome.Problem!;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            running.ForEach(late => _ = CloseAsync(late));
        }
    }

    /// <summary>One address of each family after another, in the order of the system.</summary>
    internal static IEnumerable<IPAddress> InTurns(IReadOnlyList<IPAddress> addresses) =>
        addresses.GroupBy(address => address.AddressFamily)
            .SelectMany(family => family.Index())
            .OrderBy(place => place.Index)
            .Select(place => place.Item);

    private static async Task<Outcome> TryAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return new Outcome(socket, null);
        }
        catch (Exception e)
        {
            socket.Dispose();
            return new Outcome(null, e);
        }
    }

    private static async Task CloseAsync(Task<Outcome> late) => (await late).Socket?.Dispose();

    private readonly record struct Outcome(Socket? Socket, Exception? Problem);
}
