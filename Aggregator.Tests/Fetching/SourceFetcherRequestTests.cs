using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>What a request is sent with, as the API's socket sees it.</summary>
public sealed class SourceFetcherRequestTests
{
    [Fact]
    public async Task FetchAsync_PlainSource_IsAGetWithoutBodyAndCredentials()
    {
        var request = await RequestOfAsync(_ => { });

        Assert.StartsWith("GET /data HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("QUERY")]
    public async Task FetchAsync_Method_IsSent(string method) =>
        Assert.StartsWith($"{method} /data HTTP/1.1\r\n", await RequestOfAsync(source => source.Method = method), StringComparison.Ordinal);

    [Fact]
    public async Task FetchAsync_HeadersAndQuery_AreSentEncoded()
    {
        var request = await RequestOfAsync(source =>
        {
            source.Headers["X-Tenant"] = "north";
            source.Headers["Accept"] = "application/vnd.example+json";
            source.Query["city"] = "Zürich & Bern";
            source.Query["a+b"] = "1=2#3";
        });

        Assert.StartsWith("GET /data?city=Z%C3%BCrich%20%26%20Bern&a%2Bb=1%3D2%233 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Tenant: north\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nAccept: application/vnd.example+json\r\n", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data?x=1", "/data?x=1&k=v")]
    [InlineData("data?", "/data?k=v")]
    [InlineData("data?x=1&", "/data?x=1&k=v")]
    [InlineData("data#part", "/data?k=v")]
    [InlineData("", "/?k=v")]
    public async Task FetchAsync_QueryOfUrlAndOfKeys_AreBothSent(string path, string target) =>
        Assert.StartsWith($"GET {target} HTTP/1.1\r\n", await RequestOfAsync(source => source.Query["k"] = "v", path), StringComparison.Ordinal);

    [Fact]
    public async Task FetchAsync_BodyOfJson_IsPosted() => AssertBody(
        """{"limit":5,"name":"x"}""", "application/json", await RequestOfAsync(source => source.Body.Json = """{"limit":5,"name":"x"}"""));

    [Fact]
    public async Task FetchAsync_BodyOfAForm_IsPostedEncoded()
    {
        var request = await RequestOfAsync(source =>
        {
            source.Body.Form["user"] = "Ann & Bob";
            source.Body.Form["a=b"] = "ü";
        });

        AssertBody("user=Ann+%26+Bob&a%3Db=%C3%BC", "application/x-www-form-urlencoded", request);
    }

    [Fact]
    public async Task FetchAsync_BodyOfText_IsPostedAsWhatTheHeadersSay()
    {
        AssertBody("hello", "text/plain; charset=utf-8", await RequestOfAsync(source => source.Body.Text = "hello"));
        AssertBody("<q/>", "text/xml", await RequestOfAsync(source =>
        {
            source.Body.Text = "<q/>";
            source.Headers["Content-Type"] = "text/xml";
        }));
    }

    [Fact]
    public async Task FetchAsync_GraphQL_IsPostedAsJson()
    {
        var request = await RequestOfAsync(source =>
        {
            source.Body.GraphQL.Query = "query($id: ID!) { user(id: $id) { name } }";
            source.Body.GraphQL.Variables = """{"id":"{secret:id}"}""";
        }, secrets: new() { ["id"] = "a\"b" });

        AssertBody("""{"query":"query($id: ID!) { user(id: $id) { name } }","variables":{"id":"a\u0022b"}}""", "application/json", request);
    }

    [Fact]
    public async Task FetchAsync_SecretsInTexts_AreEncodedForTheirPlaces()
    {
        var request = await RequestOfAsync(
            source =>
            {
                source.Url += "/{secret:key}?k={secret:key}";
                source.Query["q"] = "<{secret:key}>";
                source.Headers["X-Key"] = "Key {secret:key}";
                source.Body.Json = """{"key":"{secret:key}"}""";
            },
            secrets: new() { ["key"] = "a/b\"&?#" });

        Assert.StartsWith("POST /data/a%2Fb%22%26%3F%23?k=a%2Fb%22%26%3F%23&q=%3Ca%2Fb%22%26%3F%23%3E HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nX-Key: Key a/b\"&?#\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("""{"key":"a/b\u0022\u0026?#"}""", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_Credentials_AreSentAsTheirStandardsSay()
    {
        Assert.Contains("\r\nAuthorization: Basic QW5uOnPDvMOfOng=\r\n", await RequestOfAsync(source => SetBasic(source.Auth, "Ann", "süß:x")), StringComparison.Ordinal);
        Assert.Contains("\r\nAuthorization: Basic a2V5Og==\r\n", await RequestOfAsync(source => SetBasic(source.Auth, "key", "")), StringComparison.Ordinal);
        Assert.Contains("\r\nAuthorization: Bearer t.o.k\r\n", await RequestOfAsync(source => (source.Auth.Type, source.Auth.Token) = (AuthType.Bearer, "t.o.k")), StringComparison.Ordinal);
        Assert.Contains("\r\nX-Key: abc\r\n", await RequestOfAsync(source => (source.Auth.Type, source.Auth.Header, source.Auth.Value) = (AuthType.ApiKey, "X-Key", "abc")), StringComparison.Ordinal);
        Assert.StartsWith("GET /data?key=a%26c HTTP/1.1", await RequestOfAsync(source => (source.Auth.Type, source.Auth.Query, source.Auth.Value) = (AuthType.ApiKey, "key", "a&c")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(3, 3)]
    public async Task FetchAsync_PostFails_IsRetriedOnlyWhereTold(int? attempts, int expected)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Rest = Answer.Status(500) };

        var result = await host.FetchAsync(server.Url, source => (source.Body.Text, source.Attempts) = ("x", attempts));

        Expect.Failed(Reason.BadStatus, 500, expected, result, server);
        Assert.All(server.Requests, request => Assert.EndsWith("\r\n\r\nx", request, StringComparison.Ordinal));
    }

    private static void SetBasic(AuthOptions auth, string user, string password) => (auth.Type, auth.UserName, auth.Password) = (AuthType.Basic, user, password);

    private static async Task<string> RequestOfAsync(Action<SourceOptions> configure, string path = "data", Dictionary<string, string>? secrets = null)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("1"));
        var source = Support.TestData.Source(
            configure: options =>
            {
                options.Url = server.Url + path;
                options.Timeout = TimeSpan.FromSeconds(20);
                configure(options);
            },
            secrets: secrets);
        Expect.Ok("1", 1, await host.FetchAsync(source), server);
        return server.Requests[0];
    }

    private static void AssertBody(string body, string contentType, string request)
    {
        Assert.StartsWith("POST /data HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Type: {contentType}\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith($"\r\n\r\n{body}", request, StringComparison.Ordinal);
    }
}
