using System.Net;
using Aggregator.Core.Configuration;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Hosting;

/// <summary>The peers that are believed what they say of a viewer's request.</summary>
internal sealed class TrustedProxies(IOptions<AggregatorOptions> options)
{
    /// <summary>An address is a network of one.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; } = [.. options.Value.Hosting.TrustedProxies.Select(Parse)];

    /// <summary>Whether the peer is one of them; an IPv4 address may come in the form of IPv6.</summary>
    public bool Contains(IPAddress? peer) =>
        peer is not null && (Networks.Any(network => network.Contains(peer)) || (peer.IsIPv4MappedToIPv6 && Contains(peer.MapToIPv4())));

    private static IPNetwork Parse(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : IPNetwork.Parse(text);
}
