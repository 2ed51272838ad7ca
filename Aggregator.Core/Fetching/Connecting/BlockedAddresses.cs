using System.Net;

namespace Aggregator.Core.Fetching.Connecting;

/// <summary>
/// Addresses that no API has, and behind which something else may answer: link-local ones, where clouds hand out the credentials of the machine,
/// the addresses outside of that range at which they do the same, and "any address", which means this machine. Multicast and broadcast
/// are not among them: there is no TCP to them.
/// </summary>
internal static class BlockedAddresses
{
    private static readonly IPNetwork[] Networks =
    [
        IPNetwork.Parse("0.0.0.0/32"),
        IPNetwork.Parse("::/128"),

        // Link-local: RFC 3927, RFC 4291; the first also as a NAT64 gateway takes it (RFC 6052).
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("64:ff9b::a9fe:0/112"),
        IPNetwork.Parse("fe80::/10"),

        // The first again, in the clothes of IPv4-compatible and of 6to4 addresses (RFC 4291, RFC 3056).
        IPNetwork.Parse("::169.254.0.0/112"),
        IPNetwork.Parse("2002:a9fe::/32"),

        // What clouds serve there elsewhere: AWS over IPv6, Google over IPv6, Oracle over IPv6, Alibaba, Azure.
        IPNetwork.Parse("fd00:ec2::/32"),
        IPNetwork.Parse("fd20:ce::254/128"),
        IPNetwork.Parse("fd00:c1::a9fe:a9fe/128"),
        IPNetwork.Parse("100.100.100.200/32"),
        IPNetwork.Parse("168.63.129.16/32"),
    ];

    /// <summary>Whether nothing may connect to the address.</summary>
    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(Networks, network => network.Contains(plain));
    }
}
