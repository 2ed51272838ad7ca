using System.Text.Json;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web;

/// <summary>The proxy that the environment names, in a process of its own, because it holds for a whole process.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task Get_HttpsSourceBehindAProxy_AsksTheProxyForATunnel()
    {
        await using var proxy = new RawServer { Rest = Answer.Status(502) };

        var answer = await WebProcess.GetAsync(
            "/api/boards/default",
            ("https_proxy", proxy.Url.ToString()),
            ("no_proxy", "localhost,127.0.0.1"),
            ("Aggregator__Demo__Enabled", "true"),
            ("Aggregator__Sources__here__Url", "/demo/random"),
            ("Aggregator__Sources__there__Url", "https://api.example.com/price"));

        var sources = JsonDocument.Parse(answer).RootElement.GetProperty("sources");
        Assert.Equal("ok", sources[0].GetProperty("status").GetString());
        Assert.Equal("unreachable", sources[1].GetProperty("reason").GetString());
        Assert.All(proxy.Requests, request => Assert.StartsWith("CONNECT api.example.com:443 ", request, StringComparison.Ordinal));
        Assert.Equal(2, proxy.Requests.Count);
    }
}
