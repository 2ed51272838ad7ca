using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching.Tokens;

/// <summary>OAuth 2.0 client credentials with a real token endpoint.</summary>
public sealed class SourceFetcherTokenTests
{
    private const int Viewers = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FetchAsync_ManyViewersAtOnce_MakeOneRequestForAToken()
    {
        await using var host = new FetcherHost();
        await using var server = await TokenServer.StartAsync();
        var source = TokenClient.Of(server.Url, server.TokenUrl);

        var results = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => host.FetchAsync(source)));

        Assert.All(results, result => Expect.Ok("\"t1\"", 1, result));
        Assert.Equal((1, Viewers), (server.TokenRequests, server.Calls));
    }

    [Fact]
    public async Task FetchAsync_TokensAreRevokedUnderLoad_NoCallFails()
    {
        await using var host = new FetcherHost();
        await using var server = await TokenServer.StartAsync();
        var source = TokenClient.Of(server.Url, server.TokenUrl);
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
        var source = TokenClient.Of(server.Url, server.TokenUrl);
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
    public async Task FetchAsync_ImpatientSourceSharesTheCredentials_TakesNothingFromThePatient()
    {
        await using var host = new FetcherHost();
        await using var server = await TokenServer.StartAsync();
        var gate = new TaskCompletionSource();
        server.Gate = gate.Task;
        var impatient = host.FetchAsync(TokenClient.Of(server.Url, server.TokenUrl, TimeSpan.FromMilliseconds(300)));
        var patient = host.FetchAsync(TokenClient.Of(server.Url, server.TokenUrl));

        TokenClient.AssertNoToken(Reason.Timeout, null, await impatient);
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
        var call = host.FetchAsync(TokenClient.Of(api.Url, endpoint.Url), cancellationToken: viewer.Token);
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
        var source = TokenClient.Of(api.Url, server.TokenUrl, configure: options => options.AcceptStatus.Add("401"));

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
        var source = TokenClient.Of(api.Url, endpoint.Url, configure: options =>
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
}
