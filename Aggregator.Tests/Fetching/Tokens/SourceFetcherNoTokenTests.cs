using System.Net;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;

namespace Aggregator.Tests.Fetching.Tokens;

/// <summary>Token endpoints that say no, are in trouble or hang, and tokens that an API does not take.</summary>
public sealed class SourceFetcherNoTokenTests
{
    private const int Viewers = 200;

    private static readonly Dictionary<string, Func<RawConnection, Task>> Endpoints = new(StringComparer.Ordinal)
    {
        ["400"] = Answer.Status(400, """{"error":"invalid_client"}"""),
        ["401"] = Answer.Status(401),
        ["404"] = Answer.Status(404),
        ["a page"] = Answer.Status(200, "<html>", "Content-Type: text/html"),
        ["2 MB"] = Answer.Json($"\"{new string('x', 2_000_000)}\""),
        ["no token"] = Answer.Json("{}"),
        ["a token with a line break"] = Answer.Json("""{"access_token":"a\r\nX-Evil: 1"}"""),
        ["a redirect"] = Answer.Status(307, "", "Location: /elsewhere"),
    };

    [Fact]
    public async Task FetchAsync_SecretIsRotatedAtTheEndpoint_FailsWithoutAStormAndRecovers()
    {
        var time = new FakeTime();
        await using var host = new FetcherHost(time);
        await using var server = await TokenServer.StartAsync();
        var source = TokenClient.Of(server.Url, server.TokenUrl);
        server.Secret = "another";

        for (var wave = 0; wave < 3; wave++)
        {
            var refused = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => host.FetchAsync(source)));
            Assert.All(refused, result => TokenClient.AssertNoToken(Reason.AuthFailed, 401, result));
        }

        Assert.Equal((1, 0), (server.TokenRequests, server.Calls));
        server.Secret = "s3cret";
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("\"t1\"", (await host.FetchAsync(source)).Value?.GetRawText());
    }

    [Fact]
    public async Task FetchAsync_ApiRefusesEveryToken_AsksForNoMoreThanOneInFiveSeconds()
    {
        var time = new FakeTime();
        await using var host = new FetcherHost(time);
        await using var server = await TokenServer.StartAsync();
        await using var api = new RawServer { Rest = Answer.Status(401) };
        var (taken, refused) = (TokenClient.Of(server.Url, server.TokenUrl), TokenClient.Of(api.Url, server.TokenUrl));

        for (var i = 0; i < 20; i++)
        {
            Assert.True((await host.FetchAsync(taken)).IsOk);
            Expect.Failed(Reason.AuthFailed, 401, 1, await host.FetchAsync(refused));
        }

        Assert.Equal(1, server.TokenRequests);
        time.Advance(TimeSpan.FromSeconds(6));
        Expect.Failed(Reason.AuthFailed, 401, 2, await host.FetchAsync(refused));
        Assert.Equal(2, server.TokenRequests);
    }

    [Theory]
    [InlineData("400", Reason.AuthFailed, 400)]
    [InlineData("401", Reason.AuthFailed, 401)]
    [InlineData("404", Reason.BadStatus, 404)]
    [InlineData("a page", Reason.UnexpectedContentType, 200)]
    [InlineData("2 MB", Reason.TooLarge, 200)]
    [InlineData("no token", Reason.AuthFailed, 200)]
    [InlineData("a token with a line break", Reason.AuthFailed, 200)]
    [InlineData("a redirect", Reason.RedirectRefused, 307)]
    public async Task FetchAsync_EndpointSaysNo_TellsWhyAndRecovers(string answer, Reason reason, int status)
    {
        var time = new FakeTime();
        await using var host = new FetcherHost(time);
        await using var api = new RawServer(Answer.Json("1"));
        await using var endpoint = new RawServer(Endpoints[answer], Answer.Json("""{"access_token":"t1"}"""));
        var source = TokenClient.Of(api.Url, endpoint.Url);

        TokenClient.AssertNoToken(reason, status, await host.FetchAsync(source));
        TokenClient.AssertNoToken(reason, status, await host.FetchAsync(source));

        Assert.Equal((1, 0), (endpoint.Requests.Count, api.Connections));
        time.Advance(TimeSpan.FromSeconds(5));
        Expect.Ok("1", 1, await host.FetchAsync(source), api);
    }

    [Fact]
    public async Task FetchAsync_EndpointIsInTrouble_IsTriedTwiceAndRecoversAtOnce()
    {
        await using var host = new FetcherHost();
        await using var api = new RawServer(Answer.Json("1"));
        await using var endpoint = new RawServer(Answer.Status(500), Answer.Status(500), Answer.Json("""{"access_token":"t1"}"""));
        var source = TokenClient.Of(api.Url, endpoint.Url);

        TokenClient.AssertNoToken(Reason.BadStatus, 500, await host.FetchAsync(source));

        Assert.Equal((2, 0), (endpoint.Requests.Count, api.Connections));
        Expect.Ok("1", 1, await host.FetchAsync(source), api);
    }

    [Fact]
    public async Task FetchAsync_EndpointIsDown_IsUnreachable()
    {
        Uri nowhere;
        await using (var gone = new RawServer())
        {
            nowhere = gone.Url;
        }

        await using var host = new FetcherHost();
        await using var api = new RawServer();

        TokenClient.AssertNoToken(Reason.Unreachable, null, await host.FetchAsync(TokenClient.Of(api.Url, nowhere)));
    }

    [Fact]
    public async Task FetchAsync_EndpointHasABlockedAddress_IsNotCalled()
    {
        await using var host = FetcherHost.WithNames(_ => [IPAddress.Parse("169.254.169.254")]);
        await using var api = new RawServer();

        TokenClient.AssertNoToken(Reason.BlockedAddress, null, await host.FetchAsync(TokenClient.Of(api.Url, new Uri("http://login.example/token"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    public async Task FetchAsync_EndpointHangs_EndsAtTheSourcesTimeout(string sent)
    {
        await using var host = new FetcherHost();
        await using var api = new RawServer();
        await using var endpoint = new RawServer { Rest = Answer.Stall(sent) };

        var result = await host.FetchAsync(TokenClient.Of(api.Url, endpoint.Url, TimeSpan.FromMilliseconds(300)));

        TokenClient.AssertNoToken(Reason.Timeout, null, result);
        Assert.Equal("The token endpoint gave no access token. It did not answer in time.", ReasonSentences.WhatHappened(result, result.Reason!.Value));
    }
}
