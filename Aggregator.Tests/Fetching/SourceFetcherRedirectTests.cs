using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Redirects are followed on the same host, with everything that the request had; anywhere else not even a connection goes.</summary>
public sealed class SourceFetcherRedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task FetchAsync_SameHost_IsFollowedWithCredentials(int status)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Redirect(status, "/moved"), Answer.Json("1"));

        var result = await host.FetchAsync(new Uri(server.Url, "data"), source =>
        {
            source.MaxRedirects = 1;
            source.Headers["X-Key"] = "abc";
            (source.Auth.Type, source.Auth.Token) = (AuthType.Bearer, "tok");
        });

        Expect.Ok("1", 1, result);
        Assert.Equal(["GET /data HTTP/1.1", "GET /moved HTTP/1.1"], Lines(server));
        Assert.All(server.Requests, request => Assert.Contains("\r\nAuthorization: Bearer tok\r\n", request, StringComparison.Ordinal));
        Assert.All(server.Requests, request => Assert.Contains("\r\nX-Key: abc\r\n", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(301, "POST", "GET", false)]
    [InlineData(302, "POST", "GET", false)]
    [InlineData(303, "POST", "GET", false)]
    [InlineData(303, "PUT", "GET", false)]
    [InlineData(301, "PUT", "PUT", true)]
    [InlineData(302, "PATCH", "PATCH", true)]
    [InlineData(307, "POST", "POST", true)]
    [InlineData(308, "POST", "POST", true)]
    public async Task FetchAsync_RedirectWithABody_KeepsMethodAndBodyAsTheStandardSays(int status, string method, string next, bool hasBody)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Redirect(status, "/moved"), Answer.Json("1"));

        var result = await host.FetchAsync(server.Url, source => (source.MaxRedirects, source.Method, source.Body.Text) = (1, method, "hello"));

        Expect.Ok("1", 1, result);
        Assert.Equal([$"{method} / HTTP/1.1", $"{next} /moved HTTP/1.1"], Lines(server));
        Assert.Equal(hasBody, server.Requests[1].EndsWith("\r\n\r\nhello", StringComparison.Ordinal));
        Assert.Equal(hasBody, server.Requests[1].Contains("Content-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/moved", "/moved")]
    [InlineData("moved", "/a/moved")]
    [InlineData("../moved", "/moved")]
    [InlineData("?x=1", "/a/data?x=1")]
    [InlineData("{url}moved", "/moved")]
    [InlineData("//127.0.0.1:{port}/moved#part", "/moved")]
    public async Task FetchAsync_Location_IsReadFromTheAddressThatWasAsked(string location, string target)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(connection => RedirectHereAsync(connection, location), Answer.Json("1"));
        Task RedirectHereAsync(RawConnection connection, string to) =>
            Redirect(302, to.Replace("{url}", $"http://127.0.0.1:{connection.Port}/", StringComparison.Ordinal).Replace("{port}", $"{connection.Port}", StringComparison.Ordinal))(connection);

        Expect.Ok("1", 1, await host.FetchAsync(new Uri(server.Url, "a/data"), source => source.MaxRedirects = 1));

        Assert.Equal($"GET {target} HTTP/1.1", Lines(server)[1]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(10, 11)]
    public async Task FetchAsync_Loop_EndsAtTheLimit(int most, int requests)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Rest = Redirect(302, "/") };

        var result = await host.FetchAsync(server.Url, source => source.MaxRedirects = most);

        Expect.Failed(Reason.RedirectRefused, 302, 1, result);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{other}/")]
    [InlineData("//127.0.0.1:{other}/")]
    [InlineData("https://127.0.0.1:{port}/")]
    [InlineData("http://localhost:{port}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{port}/")]
    [InlineData("http://user@127.0.0.1:{port}/")]
    [InlineData("http://user:word@127.0.0.1:{port}/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("ftp://127.0.0.1:{port}/")]
    [InlineData("file:///etc/hostname")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http:///nowhere")]
    [InlineData("")]
    public async Task FetchAsync_AnywhereElse_IsRefusedWithoutAByte(string location)
    {
        await using var host = new FetcherHost();
        await using var other = new RawServer();
        await using var server = new RawServer(connection =>
            Redirect(302, location.Replace("{port}", $"{connection.Port}", StringComparison.Ordinal).Replace("{other}", $"{other.Port}", StringComparison.Ordinal))(connection));

        var result = await host.FetchAsync(server.Url, source => (source.MaxRedirects, source.Auth.Type, source.Auth.Token) = (10, AuthType.Bearer, "tok"));

        Expect.Failed(Reason.RedirectRefused, 302, 1, result, server);
        Assert.Equal(0, other.Connections);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task FetchAsync_FailureAfterARedirect_IsTriedAgainFromTheStart()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Redirect(303, "/moved"), Answer.Status(500), Redirect(303, "/moved"), Answer.Json("1"));

        var result = await host.FetchAsync(server.Url, source => (source.MaxRedirects, source.Attempts, source.Body.Text) = (1, 2, "hello"));

        Expect.Ok("1", 2, result);
        Assert.Equal(["POST / HTTP/1.1", "GET /moved HTTP/1.1", "POST / HTTP/1.1", "GET /moved HTTP/1.1"], Lines(server));
        Assert.EndsWith("\r\n\r\nhello", server.Requests[2], StringComparison.Ordinal);
        Assert.Equal([Reason.BadStatus, null], result.Attempts.Select(attempt => attempt.Failure));
    }

    [Fact]
    public async Task FetchAsync_RedirectWithTwoLengths_IsNoHttpAndNotFollowed()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Raw(Answer.Head(302, "Location: /moved", "Content-Length: 0", "Transfer-Encoding: chunked") + "0\r\n\r\n"));

        var result = await host.FetchAsync(server.Url, source => (source.MaxRedirects, source.Attempts) = (1, 1));

        Expect.Failed(Reason.ProtocolError, 302, 1, result, server);
    }

    [Fact]
    public async Task FetchAsync_SecondConnectionForARedirect_CountsAsWaiting()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("0"), Answer.Status(302, "", "Location: /moved", "Connection: close"), Answer.Json("1"));
        var source = FetcherHost.Source(server.Url, options => options.MaxRedirects = 1);
        await host.FetchAsync(source);

        var result = await host.FetchAsync(source);

        Expect.Ok("1", 1, result);
        Assert.Equal(2, server.Connections);
        Assert.Equal(TimeSpan.Zero, result.Phases.Connect);
    }

    private static Func<RawConnection, Task> Redirect(int status, string location) => Answer.Status(status, "", $"Location: {location}");

    private static List<string> Lines(RawServer server) => [.. server.Requests.Select(request => request.Split("\r\n")[0])];
}
