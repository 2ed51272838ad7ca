using System.Net;
using Aggregator.Tests.Support;
using Aggregator.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Aggregator.Tests.Web.Hosting;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5", true)]
    [InlineData("10.0.0.5", "::ffff:10.0.0.5", true)]
    [InlineData("10.0.0.5", "10.0.0.6", false)]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "::ffff:10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("fd00::/8", "fd12::1", true)]
    [InlineData("::1", "::1", true)]
    [InlineData("::1", "127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.5", "10.0.0.5", false)]
    public void Contains_Peer_IsWhetherItIsNamed(string proxy, string peer, bool expected)
    {
        var options = Configured.Options($$"""{ "Hosting": { "TrustedProxies": [ "{{proxy}}" ] } }""");
        Assert.Equal(expected, new TrustedProxies(Options.Create(options)).Contains(IPAddress.Parse(peer)));
    }

    [Fact]
    public void Contains_PeerWithoutAnAddress_IsFalse() =>
        Assert.False(new TrustedProxies(Options.Create(Configured.Options("""{ "Hosting": { "TrustedProxies": [ "0.0.0.0/0", "::/0" ] } }"""))).Contains(null));
}
