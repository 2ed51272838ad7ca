using System.Net;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;

namespace Aggregator.Tests.Fetching.Tokens;

/// <summary>OAuth 2.0 client credentials with a real token endpoint, and with such as misbehave.</summary>
public sealed class SourceFetcherTokenTests
{
    private const int Viewers = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
    public async Task FetchAsync_ManyViewersAtOnce_MakeOneRequestForAToken()
    {
        await using var host = new FetcherHost();
        await using var server = await TokenServer.StartAsync();
        var source = ClientOf(server.Url, server.TokenUrl);

        var results = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => host.FetchAsync(source)));

        Assert.All(results, result => Expect.Ok("\"t1\"", 1, result));
        Assert.Equal((1, Viewers), (server.TokenRequests, server.Calls));
    }

    [Fact]
    public async Task FetchAsync_TokensAreRevokedUnderLoad_NoCallFails()
    {
        await using var host = new FetcherHost();
        await using var server = await TokenServer.StartAsync();
        var source = ClientOf(server.Url, server.TokenUrl);
        await host.FetchAsync(source);

        for (var wave = 1; wave <= 5; wave++)
        {
            server.Revoke();
            var results = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => host.FetchAsync(source)));

            Assert.All(results, result => Assert.Equal($"\"t{wave + 1}\"", result.Value?.GetRawText()));
            Assert.Equal(wave + 1, server.TokenRequests);
        }
    }

    [Fact]
    public async Task FetchAsync_TokenEndsSoon_IsRenewedWhileCallsGoOn()
    {
        var time = new FakeTime();
        await using var host = new FetcherHost(time);
        await using var server = await TokenServer.StartAsync();
        var source = ClientOf(server.Url, server.TokenUrl);
        await host.FetchAsync(source);
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        time.Advance(TimeSpan.FromMinutes(59.5));

        var results = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => host.FetchAsync(source)));

        Assert.All(results, result => Assert.Equal("\"t1\"", result.Value?.GetRawText()));
        gate.SetResult();
        while ((await host.FetchAsync(source)).Value?.GetString() is not "t2")
        {
            Cancel.ThrowIfCancellationRequested();
        }

        Assert.Equal(2, server.TokenRequests);
    }

    [Fact]
    public async Task FetchAsync_SecretIsRotatedAtTheEndpoint_FailsWithoutAStormAndRecovers()
    {
        var time = new FakeTime();
        await using var host = new FetcherHost(time);
        await using var server = await TokenServer.StartAsync();
        var source = ClientOf(server.Url, server.TokenUrl);
        server.Secret = "another";

        for (var wave = 0; wave < 3; wave++)
        {
            var refused = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => host.FetchAsync(source)));
            Assert.All(refused, result => AssertNoToken(Reason.AuthFailed, 401, result));
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
        var (taken, refused) = (ClientOf(server.Url, server.TokenUrl), ClientOf(api.Url, server.TokenUrl));

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
        var source = ClientOf(api.Url, endpoint.Url);

        AssertNoToken(reason, status, await host.FetchAsync(source));
        AssertNoToken(reason, status, await host.FetchAsync(source));

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
        var source = ClientOf(api.Url, endpoint.Url);

        AssertNoToken(Reason.BadStatus, 500, await host.FetchAsync(source));

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

        AssertNoToken(Reason.Unreachable, null, await host.FetchAsync(ClientOf(api.Url, nowhere)));
    }

    [Fact]
    public async Task FetchAsync_EndpointHasABlockedAddress_IsNotCalled()
    {
        await using var host = FetcherHost.WithNames(_ => [IPAddress.Parse("169.254.169.254")]);
        await using var api = new RawServer();

        AssertNoToken(Reason.BlockedAddress, null, await host.FetchAsync(ClientOf(api.Url, new Uri("http://login.example/token"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    public async Task FetchAsync_EndpointHangs_EndsAtTheSourcesTimeout(string sent)
    {
        await using var host = new FetcherHost();
        await using var api = new RawServer();
        await using var endpoint = new RawServer { Rest = Answer.Stall(sent) };

        var result = await host.FetchAsync(ClientOf(api.Url, endpoint.Url, TimeSpan.FromMilliseconds(300)));

        AssertNoToken(Reason.Timeout, null, result);
        Assert.Equal("The token endpoint gave no access token. It did not answer in time.", Sentences.WhatHappened(result, result.Reason!.Value));
    }

    [Fact]
    public async Task FetchAsync_ImpatientSourceSharesTheCredentials_TakesNothingFromThePatient()
    {
        await using var host = new FetcherHost();
        await using var server = await TokenServer.StartAsync();
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        var impatient = host.FetchAsync(ClientOf(server.Url, server.TokenUrl, TimeSpan.FromMilliseconds(300)));
        var patient = host.FetchAsync(ClientOf(server.Url, server.TokenUrl));

        AssertNoToken(Reason.Timeout, null, await impatient);
        gate.SetResult();

        Expect.Ok("\"t1\"", 1, await patient);
        Assert.Equal(1, server.TokenRequests);
    }

    [Fact]
    public async Task FetchAsync_ViewerLeavesWhileTheTokenIsFetched_CancelsTheRequest()
    {
        var (asked, closed) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = new FetcherHost();
        await using var api = new RawServer();
        await using var endpoint = new RawServer(async connection =>
        {
            asked.SetResult();
            await connection.UntilClosedAsync();
            closed.SetResult();
        });
        using var viewer = new CancellationTokenSource();
        var call = host.FetchAsync(ClientOf(api.Url, endpoint.Url), cancellationToken: viewer.Token);
        await asked.Task.WaitAsync(Cancel);

        await viewer.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        // Long before the timeout of the source, or of the call for a token, would have ended it.
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task FetchAsync_AcceptedStatus401_IsAValueAndNoRefusal()
    {
        await using var host = new FetcherHost();
        await using var server = await TokenServer.StartAsync();
        await using var api = new RawServer { Rest = Answer.Status(401, "1") };
        var source = ClientOf(api.Url, server.TokenUrl, configure: options => options.AcceptStatus.Add("401"));

        for (var i = 0; i < 3; i++)
        {
            Assert.True((await host.FetchAsync(source)).IsOk);
        }

        Assert.Equal(1, server.TokenRequests);
    }

    [Fact]
    public async Task FetchAsync_SecretInBody_IsSentThere()
    {
        await using var host = new FetcherHost();
        await using var api = new RawServer(Answer.Json("1"));
        await using var endpoint = new RawServer(Answer.Json("""{"access_token":"t1"}"""));
        var source = ClientOf(api.Url, endpoint.Url, configure: options =>
        {
            (options.Auth.SecretIn, options.Auth.Scope, options.Auth.ClientSecret) = (ClientSecretPlace.Body, "read write", "a&b=c");
            options.Auth.Parameters["audience"] = "x";
            options.ForwardHeaders.Add("Cookie");
        });

        Expect.Ok("1", 1, await host.FetchAsync(source), api);

        var request = endpoint.Requests.Single();
        Assert.StartsWith("POST / HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\ngrant_type=client_credentials&scope=read+write&client_id=board&client_secret=a%26b%3Dc&audience=x", request, StringComparison.Ordinal);
        Assert.Contains("\r\nAuthorization: Bearer t1\r\n", api.Requests.Single(), StringComparison.Ordinal);
    }

    private static Source ClientOf(Uri url, Uri tokenUrl, TimeSpan? timeout = null, Action<SourceOptions>? configure = null) => FetcherHost.Source(url, options =>
    {
        options.Timeout = timeout ?? options.Timeout;
        options.Coalesce = false;
        options.Auth.Type = AuthType.ClientCredentials;
        (options.Auth.TokenUrl, options.Auth.ClientId, options.Auth.ClientSecret) = (tokenUrl.OriginalString, "board", "s3cret");
        configure?.Invoke(options);
    });

    private static void AssertNoToken(Reason reason, int? status, SourceResult result)
    {
        Expect.Failed(reason, status, 0, result);
        Assert.True(result.HasNoToken);
        Assert.StartsWith("The token endpoint gave no access token. ", Sentences.WhatHappened(result, reason), StringComparison.Ordinal);
        Assert.Contains("Auth:TokenUrl", Sentences.WhatToDo(result, reason), StringComparison.Ordinal);
    }
}
