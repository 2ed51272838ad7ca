using System.Net;

namespace Aggregator.Core.Fetching.Connecting;

/// <summary>
/// Looks hosts up, each on a thread of its own that ends with the look-up: the system's resolver blocks its thread, for as long as a dead name
/// server likes. One look-up per host is under way at any time, shared by all who ask, so there are never more such threads than hosts.
/// Nothing is kept when it ends: the system's resolver has a cache of its own, or is not meant to have one.
/// </summary>
/// <param name="lookUp">The blocking look-up.</param>
internal sealed class HostResolver(Func<string, IPAddress[]> lookUp)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<IPAddress[]>> _underWay = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The host's addresses, at least one. Who leaves early leaves the look-up to the others, and to those who ask next.</summary>
    /// <exception cref="ConnectException">The host has no address, or nobody could tell.</exception>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out var literal) ? [literal] : await JoinOrStartAsync(host).WaitAsync(cancellationToken);

    private Task<IPAddress[]> JoinOrStartAsync(string host)
    {
        lock (_lock)
        {
            if (_underWay.TryGetValue(host, out var underWay))
            {
                return underWay;
            }

            var found = new TaskCompletionSource<IPAddress[]>(TaskCreationOptions.RunContinuationsAsynchronously);
            new Thread(() => Run(host, found)) { IsBackground = true, Name = "Host look-up" }.UnsafeStart();
            _underWay.Add(host, found.Task);
            return found.Task;
        }
    }

    private void Run(string host, TaskCompletionSource<IPAddress[]> found)
    {
        IPAddress[] addresses = [];
        Exception? problem = null;
        try
        {
            addresses = lookUp(host);
        }
        catch (Exception e)
        {
            problem = e;
        }

        lock (_lock)
        {
            _underWay.Remove(host);
        }

        if (addresses.Length > 0)
        {
            found.SetResult(addresses);
        }
        else
        {
            found.SetException(new ConnectException(Reason.DnsFailed, problem));

            // Everybody may have left.
            _ = found.Task.Exception;
        }
    }
}
