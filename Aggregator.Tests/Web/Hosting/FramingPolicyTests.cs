using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Hosting;

public sealed class FramingPolicyTests
{
    private static readonly (string Key, string Value)[] Settings =
    [
        .. Boards.Quick,
        ("Aggregator:Embedding:AllowedAncestors:0", "https://portal.example.com"),
        ("Aggregator:Embedding:AllowedAncestors:1", "https://*.example.org:8443"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/boards/default")]
    [InlineData("/embed/default")]
    public async Task Headers_OfABoard_LetTheConfiguredOriginsFrameIt(string path)
    {
        await using var app = WebApp.Start(Settings);
        using var client = app.CreateClient();
        using var response = await client.GetAsync(path, Cancel);

        Assert.EndsWith(
            "; frame-ancestors 'self' https://portal.example.com https://*.example.org:8443",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
        Assert.Equal("cross-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }

    [Theory]
    [InlineData("/boards/nope")]
    [InlineData("/embed/nope")]
    [InlineData("/nope")]
    [InlineData("/api/boards/default")]
    [InlineData("/livez")]
    [InlineData("/boards/nope/embed")]
    public async Task Headers_OfAnythingElse_LetNobodyFrameIt(string path)
    {
        await using var app = WebApp.Start(Settings);
        using var client = app.CreateClient();
        using var response = await client.GetAsync(path, Cancel);

        Assert.EndsWith("; frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }

    [Theory]
    [InlineData("/css/aggregator.css", "default-src 'none'; script-src 'self'; ")]
    [InlineData("/badge/default.svg", "default-src 'none'; ")]
    [InlineData("/badge/nope.svg", "default-src 'none'; ")]
    public async Task Headers_OfStylesAndBadges_LetEveryPageLoadButNotFrameThem(string path, string policy)
    {
        await using var app = WebApp.Start(Settings);
        using var client = app.CreateClient();
        using var response = await client.GetAsync(path, Cancel);

        var sent = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith(policy, sent, StringComparison.Ordinal);
        Assert.EndsWith("; frame-ancestors 'none'", sent, StringComparison.Ordinal);
        Assert.Equal("cross-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }

    [Theory]
    [InlineData("/boards/default/embed", "; frame-src 'self'; ")]
    [InlineData("/boards/default", "; frame-src 'none'; ")]
    [InlineData("/embed/default", "; frame-src 'none'; ")]
    public async Task Headers_OfTheEmbedPageAlone_LetItFrameAPreview(string path, string frames)
    {
        await using var app = WebApp.Start(Settings);
        using var client = app.CreateClient();
        using var response = await client.GetAsync(path, Cancel);
        Assert.Contains(frames, Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_OfTheEmbedPage_LetNobodyFrameIt()
    {
        await using var app = WebApp.Start(Settings);
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/boards/default/embed", Cancel);
        Assert.EndsWith("; frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_NothingConfigured_LetTheApplicationFrameItself()
    {
        await using var app = WebApp.Start(Boards.Quick);
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/", Cancel);
        Assert.EndsWith("; frame-ancestors 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }
}
