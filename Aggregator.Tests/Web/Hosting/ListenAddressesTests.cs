using Aggregator.Web.Hosting;

namespace Aggregator.Tests.Web.Hosting;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://LocalHost")]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("https://127.0.0.2:5080")]
    [InlineData("http://[::1]:5080")]
    [InlineData("http://[::ffff:127.0.0.1]:5080")]
    [InlineData("http://unix:/run/aggregator.sock")]
    public void BeyondThisMachine_AddressOfThisMachine_IsNone(string address)
    {
        Assert.Null(Beyond(("urls", address)));
        Assert.Null(Beyond(("Kestrel:Endpoints:main:Url", address)));
    }

    [Theory]
    [InlineData("http://*:5080")]
    [InlineData("http://+")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("https://10.0.0.5:5080")]
    [InlineData("http://board.example.com")]
    [InlineData("http://localhost.example.com")]
    public void BeyondThisMachine_AnyOther_IsThatAddress(string address)
    {
        Assert.Equal(address, Beyond(("urls", $"http://localhost:1; {address}")));
        Assert.Equal(address, Beyond(("Kestrel:Endpoints:a:Url", "http://localhost:1"), ("Kestrel:Endpoints:b:Url", address)));
    }

    [Fact]
    public void BeyondThisMachine_NothingConfigured_IsNone() => Assert.Null(Beyond());

    [Fact]
    public void BeyondThisMachine_SeveralPlaces_FollowsKestrelsOrder()
    {
        Assert.Equal("http://*:8080", Beyond(("http_ports", "8080;8081")));
        Assert.Equal("https://*:8443", Beyond(("https_ports", "8443")));
        Assert.Null(Beyond(("http_ports", "8080"), ("urls", "http://localhost:1")));
        Assert.Null(Beyond(("urls", "http://*:2"), ("Kestrel:Endpoints:a:Url", "http://localhost:1")));
        Assert.Equal("http://*:2", Beyond(("urls", "http://*:2"), ("Kestrel:Endpoints:a:Url", "http://localhost:1"), ("preferHostingUrls", "true")));
        Assert.Equal("http://*:1", Beyond(("Kestrel:Endpoints:a:Url", "http://*:1"), ("preferHostingUrls", "true")));
    }

    private static string? Beyond(params (string Key, string Value)[] settings) =>
        ListenAddresses.BeyondThisMachine(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
}
