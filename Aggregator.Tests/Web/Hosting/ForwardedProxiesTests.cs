using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Hosting;

/// <summary>The application below a path of somebody else's host, as a portal shows it.</summary>
public sealed class ForwardedProxiesTests
{
    private static readonly string[] Forwarded = ["X-Forwarded-Prefix: /apps/board", "X-Forwarded-Host: portal.example.com", "X-Forwarded-Proto: https"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PathBase_Configured_StandsInEveryAddressOfThePage()
    {
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Hosting:PathBase", "/apps/board")]);
        AssertBelow("/apps/board/", await GetAsync(app, "/apps/board/"));
    }

    [Fact]
    public async Task Prefix_FromATrustedProxy_StandsInEveryAddressOfThePage()
    {
        await using var app = WebApp.Start([.. Boards.Quick, ("Aggregator:Hosting:TrustedProxies:0", "127.0.0.0/8")]);
        AssertBelow("/apps/board/", await GetAsync(app, "/", Forwarded));
    }

    [Fact]
    public async Task Host_OfATrustedProxyThatIsNotAllowed_IsIgnored()
    {
        await using var app = WebApp.Start(
            [.. Boards.Quick, ("Aggregator:Hosting:TrustedProxies:0", "127.0.0.0/8"), ("AllowedHosts", "127.0.0.1;board.example.com")]);

        Assert.DoesNotContain("evil.example", await GetAsync(app, "/boards/default/embed", "X-Forwarded-Host: evil.example"), StringComparison.Ordinal);
        Assert.Contains("board.example.com", await GetAsync(app, "/boards/default/embed", "X-Forwarded-Host: board.example.com"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("10.0.0.5", "192.168.0.0/16")]
    public async Task Prefix_FromAnybodyElse_IsIgnored(params string[] trusted)
    {
        await using var app = WebApp.Start([.. Boards.Quick, .. trusted.Index().Select(proxy => ($"Aggregator:Hosting:TrustedProxies:{proxy.Index}", proxy.Item))]);
        var page = await GetAsync(app, "/", Forwarded);

        AssertBelow("/", page);
        Assert.DoesNotContain("portal.example.com", page, StringComparison.Ordinal);
    }

    private static void AssertBelow(string pathBase, string page)
    {
        string[] addresses = [.. page.Split([" href=\"", " src=\"", " data-events=\""], StringSplitOptions.None).Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Where(address => address.StartsWith('/'))];
        Assert.InRange(addresses.Length, 6, int.MaxValue);
        Assert.All(addresses, address => Assert.StartsWith(pathBase, address, StringComparison.Ordinal));
        Assert.Contains($"{pathBase}api/boards/default/events?", string.Join(' ', addresses), StringComparison.Ordinal);
    }

    private static async Task<string> GetAsync(WebApp app, string path, params string[] headers)
    {
        using var viewer = await RawClient.GetAsync(app.Address, path, Cancel, headers);
        return await viewer.UntilEndAsync(Cancel);
    }
}
