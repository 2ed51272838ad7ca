using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web;

/// <summary>The frame of a page is made once and kept; nobody gets that of a page that was asked for otherwise.</summary>
public sealed class PageFrameTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_AskedForOtherwise_HasAFrameOfItsOwn()
    {
        await using var source = new RawServer { Rest = Answer.Json("1") };
        await using var app = WebApp.Start(
            ("Aggregator:Sources:a:Url", source.Url.ToString()), ("Aggregator:Hosting:TrustedProxies:0", "127.0.0.1"), ("Aggregator:Embedding:AllowedAncestors:0", "https://wiki.example"));
        using var client = app.CreateClient();
        (string Path, Dictionary<string, string> Headers, string Sign)[] pages =
        [
            ("/", [], $"oembed?url={Uri.EscapeDataString(app.Address.ToString())}boards"),
            ("/", new() { ["X-Forwarded-Host"] = "board.example" }, $"oembed?url={Uri.EscapeDataString("http://board.example/")}boards"),
            ("/", new() { ["X-Forwarded-Proto"] = "https" }, $"oembed?url={Uri.EscapeDataString($"https://{app.Address.Authority}/")}boards"),
            ("/", new() { ["X-Forwarded-Prefix"] = "/portal" }, "data-base=\"/portal/\""),
            ("/?theme=dark", [], "data-theme=\"dark\""),
            ("/?refresh=30", [], "data-refresh=\"30\""),
            ("/?source=a", [], "source=a"),
            ("/embed/default", [], "Open full page"),
        ];

        var made = await FramesAsync();
        var kept = await FramesAsync();

        Assert.All(pages.Zip(made), page => Assert.Contains(page.First.Sign, page.Second, StringComparison.Ordinal));
        Assert.Equal(made, kept);
        Assert.Equal(made, made.Distinct(StringComparer.Ordinal));

        async Task<List<string>> FramesAsync()
        {
            var frames = new List<string>();
            foreach (var (path, headers, _) in pages)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                foreach (var (name, value) in headers)
                {
                    request.Headers.Add(name, value);
                }

                using var response = await client.SendAsync(request, Cancel);
                var page = await response.Content.ReadAsStringAsync(Cancel);
                Assert.Contains("<section slot=\"summary\"", page, StringComparison.Ordinal);
                frames.Add(page[page.IndexOf("<!DOCTYPE", StringComparison.Ordinal)..page.IndexOf("<article slot", StringComparison.Ordinal)]
                    + page[page.IndexOf("<footer", StringComparison.Ordinal)..]);
            }

            return frames;
        }
    }
}
