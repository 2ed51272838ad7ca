using System.Net;
using System.Text.Json;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web;

public sealed class RouteTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    [InlineData("/healthz")]
    public async Task Health_SourcesDown_IsHealthyWithoutCallingThem(string path)
    {
        // Nobody listens at port 9; a call would fail, and the answer with it.
        await using var app = WebApp.StartInProduction(("Aggregator:Sources:down:Url", "http://127.0.0.1:9/"));
        using var client = app.CreateClient();
        Assert.Equal("Healthy", await client.GetStringAsync(path, Cancel));
    }

    [Fact]
    public async Task EveryRoute_Answer_CarriesTheSecurityHeadersAndNoCookie()
    {
        await using var app = WebApp.Start(("Aggregator:Sources:default:Url", "/demo/random"));
        using var client = app.CreateClient();
        foreach (var (method, path) in Routes.Of(app).Concat([(HttpMethod.Get, "/nope"), (HttpMethod.Get, "/boards/nope"), (HttpMethod.Get, "/favicon.svg"), (HttpMethod.Post, "/")]))
        {
            using var request = new HttpRequestMessage(method, path);
            using var response = await client.SendAsync(request, Cancel);

            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors '", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
            Assert.StartsWith("camera=()", Assert.Single(response.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
            Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
            Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy"));
            Assert.DoesNotContain(["Set-Cookie", "Server", "X-Frame-Options", "X-Powered-By", "Access-Control-Allow-Origin"], response.Headers.Contains);
        }
    }

    [Fact]
    public async Task EveryRoute_Methods_AreThoseThatChangeNothing()
    {
        await using var app = WebApp.Start();
        Assert.All(Routes.Of(app).Where(route => route.Path is not "/error"), route => Assert.Contains(route.Method, new[] { HttpMethod.Get, HttpMethod.Head }));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/boards/default")]
    [InlineData("/boards/default/embed")]
    [InlineData("/badge/default.svg")]
    [InlineData("/api/boards")]
    [InlineData("/api/boards/default")]
    [InlineData("/livez")]
    public async Task Head_WhereGetIs_AnswersWithoutABody(string path)
    {
        await using var app = WebApp.Start(("Aggregator:Sources:a:Url", "/demo/random"));
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Bootstrap_AfterTheBuild_IsServed()
    {
        await using var app = WebApp.Start(Boards.Quick);
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/lib/bootstrap/dist/css/bootstrap.min.css", Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/css", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Bootstrap", (await response.Content.ReadAsStringAsync(Cancel))[..200], StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_Always_DescribesTheBoards()
    {
        await using var app = WebApp.Start(Boards.Quick);
        using var client = app.CreateClient();
        var paths = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json", Cancel)).RootElement.GetProperty("paths");

        Assert.Equal(["/api/boards", "/api/boards/{board}", "/api/boards/{board}/events"], paths.EnumerateObject().Select(path => path.Name));
        var responses = paths.GetProperty("/api/boards/{board}").GetProperty("get").GetProperty("responses");
        Assert.Equal(["200", "400", "404", "502", "504"], responses.EnumerateObject().Select(response => response.Name));
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("?delay=10ms", HttpStatusCode.OK)]
    [InlineData("?delay=0.01s", HttpStatusCode.OK)]
    [InlineData("?delay=00:00:00.01", HttpStatusCode.OK)]
    [InlineData("?delay=31s", HttpStatusCode.BadRequest)]
    [InlineData("?delay=-1s", HttpStatusCode.BadRequest)]
    [InlineData("?delay=-00:00:01", HttpStatusCode.BadRequest)]
    [InlineData("?delay=1e9", HttpStatusCode.BadRequest)]
    [InlineData("?delay=-Infinity", HttpStatusCode.BadRequest)]
    [InlineData("?delay=soon", HttpStatusCode.BadRequest)]
    public async Task Demo_Delay_IsOfZeroToThirtySeconds(string query, HttpStatusCode expected)
    {
        await using var app = WebApp.Start();
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/demo/random" + query, Cancel);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Demo_Always_AnswersWithANumberFromZeroToBelowOne()
    {
        await using var app = WebApp.Start();
        using var client = app.CreateClient();
        var answer = JsonDocument.Parse(await client.GetStringAsync("/demo/random", Cancel)).RootElement;
        Assert.InRange(answer.GetProperty("value").GetDecimal(), 0m, 0.9999m);
    }

    [Fact]
    public async Task Demo_InProduction_IsNotThere()
    {
        await using var app = WebApp.StartInProduction();
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/demo/random", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
