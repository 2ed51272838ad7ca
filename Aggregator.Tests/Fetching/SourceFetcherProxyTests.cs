using System.Text;
using System.Text.Json;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching;

/// <summary>Calls through a proxy, which looks the host up itself.</summary>
public sealed class SourceFetcherProxyTests
{
    private const string Unresolvable = "http://api.example.com/data?x=1";

    [Fact]
    public async Task FetchAsync_Proxy_GetsTheWholeAddress()
    {
        await using var host = WithoutNames();
        await using var proxy = new RawServer(Answer.Json("1"));

        var result = await host.FetchAsync(new Uri(Unresolvable), source => source.Proxy = $"http://127.0.0.1:{proxy.Port}");

        Expect.Ok("1", 1, result, proxy);
        Assert.StartsWith($"GET {Unresolvable} HTTP/1.1\r\n", proxy.Requests[0], StringComparison.Ordinal);
        Assert.Contains("\r\nHost: api.example.com\r\n", proxy.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_ProxyWithUser_ShowsThePasswordWhenAsked()
    {
        await using var host = WithoutNames();
        await using var proxy = new RawServer(Answer.Status(407, "", "Proxy-Authenticate: Basic realm=\"x\""), Answer.Json("1"));
        var source = TestData.Source(
            configure: options => (options.Url, options.Proxy) = (Unresolvable, $"http://Ann:{{secret:proxy}}@127.0.0.1:{proxy.Port}"),
            secrets: new() { ["proxy"] = "p@ss/w#rd" });

        Expect.Ok("1", 1, await host.FetchAsync(source));

        Assert.DoesNotContain("Authorization", proxy.Requests[0], StringComparison.Ordinal);
        Assert.Contains($"\r\nProxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("Ann:p@ss/w#rd"))}\r\n", proxy.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_ProxyRefusesTheUser_IsAuthFailed()
    {
        await using var host = WithoutNames();
        await using var proxy = new RawServer { Rest = Answer.Status(407, "", "Proxy-Authenticate: Basic realm=\"x\"") };

        Expect.Failed(Reason.AuthFailed, 407, 1, await host.FetchAsync(new Uri(Unresolvable), source => source.Proxy = $"http://Ann:x@127.0.0.1:{proxy.Port}"));
    }

    [Fact]
    public async Task FetchAsync_ProxyForHttps_IsAskedForATunnelWithoutTheRequest()
    {
        await using var host = WithoutNames();
        await using var proxy = new RawServer { Rest = Answer.Status(403) };

        var result = await host.FetchAsync(new Uri("https://api.example.com/data"), source =>
        {
            (source.Proxy, source.Attempts) = ($"http://127.0.0.1:{proxy.Port}", 1);
            source.Headers["X-Key"] = "abc";
        });

        Expect.Failed(Reason.Unreachable, null, 1, result, proxy);
        Assert.StartsWith("CONNECT api.example.com:443 HTTP/1.1\r\n", proxy.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("abc", proxy.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("/data", proxy.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_OtherProxies_ShareNoConnection()
    {
        await using var host = WithoutNames();
        await using var first = new RawServer { Rest = Answer.Json("1") };
        await using var second = new RawServer { Rest = Answer.Json("2") };

        foreach (var (proxy, value) in new[] { (first, "1"), (second, "2"), (first, "1") })
        {
            var result = await host.FetchAsync(new Uri(Unresolvable), source => source.Proxy = $"http://127.0.0.1:{proxy.Port}");
            Assert.Equal(value, result.Value?.GetRawText());
        }

        Assert.Equal((1, 1), (first.Connections, second.Connections));
    }

    [Fact]
    public async Task Get_EnvironmentNamesAProxy_IsUsedUnlessTheSourceSaysNone()
    {
        await using var proxy = new RawServer { Rest = Answer.Json("\"by proxy\"") };
        await using var server = new RawServer { Rest = Answer.Json("\"direct\"") };

        var run = JsonDocument.Parse(await WebProcess.GetAsync(
            "/api/boards/default",
            ("http_proxy", proxy.Url.OriginalString),
            ("no_proxy", ""),
            ("Aggregator__Sources__a__Url", server.Url.OriginalString),
            ("Aggregator__Sources__b__Url", server.Url.OriginalString),
            ("Aggregator__Sources__b__Proxy", "none")));

        Assert.Equal(["by proxy", "direct"], run.RootElement.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("value").GetString()));
    }

    private static FetcherHost WithoutNames() => FetcherHost.WithNames(name => throw new InvalidOperationException($"Nobody should look up {name}."));
}
