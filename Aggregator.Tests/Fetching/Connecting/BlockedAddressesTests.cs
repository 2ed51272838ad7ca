using System.Net;
using Aggregator.Core.Fetching.Connecting;

namespace Aggregator.Tests.Fetching.Connecting;

public sealed class BlockedAddressesTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("169.254.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.255.255")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("febf:ffff::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd00:ec2::23")]
    [InlineData("fd20:ce::254")]
    [InlineData("fd00:c1::a9fe:a9fe")]
    [InlineData("100.100.100.200")]
    [InlineData("::ffff:100.100.100.200")]
    public void Contains_AddressOfNoApi_IsTrue(string address) => Assert.True(BlockedAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.169.254")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("100.100.100.201")]
    [InlineData("fec0::1")]
    [InlineData("fd00::1")]
    [InlineData("2001:db8::a9fe:a9fe")]
    public void Contains_AddressThatAnApiMayHave_IsFalse(string address) => Assert.False(BlockedAddresses.Contains(IPAddress.Parse(address)));
}
