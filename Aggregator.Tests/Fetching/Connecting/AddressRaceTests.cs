using System.Net;
using System.Net.Sockets;
using Aggregator.Core.Fetching.Connecting;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching.Connecting;

/// <summary>A host with several addresses: 127.0.0.1 swallows connections or refuses them, 127.0.0.2 may take them.</summary>
public sealed class AddressRaceTests
{
    private static readonly IPAddress First = IPAddress.Loopback;
    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.2");

    [Fact]
    public async Task ConnectAsync_FirstAddressSwallowsTheConnection_SecondIsTriedWhenTheHeadStartIsOver()
    {
        using var full = await FullBacklog.CreateAsync();
        using var listener = Listen(Second, full.Url.Port);
        var time = new FakeTime();
        var connecting = AddressRace.ConnectAsync([First, Second], full.Url.Port, time, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(listener.Pending());
        Assert.False(connecting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        using var socket = await connecting;
        Assert.Equal(new IPEndPoint(Second, full.Url.Port), Plain(socket.RemoteEndPoint));
        Assert.Equal(0, time.ActiveTimers);
    }

    [Fact]
    public async Task ConnectAsync_FirstAddressRefuses_SecondIsTriedAtOnce()
    {
        using var listener = Listen(Second, 0);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        using var socket = await AddressRace.ConnectAsync([First, Second], port, new FakeTime(), TestContext.Current.CancellationToken);

        Assert.Equal(new IPEndPoint(Second, port), Plain(socket.RemoteEndPoint));
    }

    [Fact]
    public async Task ConnectAsync_FirstAddressAnswers_SecondIsNotTried()
    {
        using var first = Listen(First, 0);
        var port = ((IPEndPoint)first.LocalEndpoint).Port;
        using var second = Listen(Second, port);

        using var socket = await AddressRace.ConnectAsync([First, Second], port, new FakeTime(), TestContext.Current.CancellationToken);

        Assert.Equal(new IPEndPoint(First, port), Plain(socket.RemoteEndPoint));
        Assert.False(second.Pending());
    }

    [Theory]
    [InlineData("::1 ::2 ::3 127.0.0.1 127.0.0.2", "::1 127.0.0.1 ::2 127.0.0.2 ::3")]
    [InlineData("127.0.0.1 127.0.0.2 ::1", "127.0.0.1 ::1 127.0.0.2")]
    [InlineData("127.0.0.2 127.0.0.1", "127.0.0.2 127.0.0.1")]
    public void InTurns_TwoFamilies_AlternateAndKeepTheirOrder(string addresses, string expected) =>
        Assert.Equal(expected, string.Join(' ', AddressRace.InTurns([.. addresses.Split(' ').Select(IPAddress.Parse)])));

    [Fact]
    public async Task ConnectAsync_EveryAddressRefuses_ThrowsWhatTheLastOneSaid()
    {
        int port;
        using (var listener = Listen(First, 0))
        {
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var refused = await Assert.ThrowsAsync<SocketException>(
            () => AddressRace.ConnectAsync([First, Second], port, new FakeTime(), TestContext.Current.CancellationToken));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Fact]
    public async Task ConnectAsync_CallerLeaves_EndsWithoutTryingTheRest()
    {
        using var full = await FullBacklog.CreateAsync();
        using var listener = Listen(Second, full.Url.Port);
        using var leave = new CancellationTokenSource();
        var time = new FakeTime();
        var connecting = AddressRace.ConnectAsync([First, Second], full.Url.Port, time, leave.Token);

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.False(listener.Pending());
        Assert.Equal(0, time.ActiveTimers);
    }

    private static TcpListener Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }

    /// <summary>Sockets for both families name an IPv4 address in the manner of IPv6.</summary>
    private static IPEndPoint Plain(EndPoint? endPoint) => new(((IPEndPoint)endPoint!).Address.MapToIPv4(), ((IPEndPoint)endPoint).Port);
}
