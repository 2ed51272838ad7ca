using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Fetching.Tokens;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching.Tokens;

/// <summary>Who shares a token with whom, and for how long.</summary>
public sealed class AccessTokensTests
{
    private readonly FakeTime _time = new();
    private readonly HeldFetcher _held = new();
    private readonly Source _source = TokenClient.Of("http://a.test/token");

    [Fact]
    public async Task Of_SameCredentials_IsOneStoreAlsoWhileOthersAreAdded()
    {
        var tokens = new AccessTokens(_held, _time);
        var store = tokens.Of(_source.TokenEndpoint!);
        var waiting = store.GetAsync(new SourceCall(_source, _time, _time.GetTimestamp(), TimeSpan.FromSeconds(10)), TestContext.Current.CancellationToken).AsTask();

        Assert.NotSame(store, tokens.Of(TokenClient.Of("http://b.test/token").TokenEndpoint!));
        Assert.Same(store, tokens.Of(TokenClient.Of("http://a.test/token").TokenEndpoint!));

        (await _held.NextAsync()).Answer.SetResult(TestData.Ok(_source, """{ "access_token": "t1" }"""));
        Assert.Equal("t1", (await waiting).Token?.Value);
    }

    [Fact]
    public void Of_CredentialsThatNobodyUsedForLong_AreForgotten()
    {
        var tokens = new AccessTokens(_held, _time);
        var store = tokens.Of(_source.TokenEndpoint!);
        _time.Advance(TimeSpan.FromMinutes(11));

        tokens.Of(TokenClient.Of("http://b.test/token").TokenEndpoint!);

        Assert.NotSame(store, tokens.Of(_source.TokenEndpoint!));
    }

    [Fact]
    public void Of_OtherSecretScopeOrParameters_IsAnotherStore()
    {
        var tokens = new AccessTokens(_held, _time);
        Action<AuthOptions>[] changes = [_ => { }, auth => auth.ClientSecret = "b", auth => auth.Scope = "x", auth => auth.SecretIn = ClientSecretPlace.Body, auth => auth.Parameters["audience"] = "x"];

        Assert.Equal(changes.Length, changes.Select(change => tokens.Of(TokenClient.Of("http://a.test/token", change).TokenEndpoint!)).Distinct().Count());
    }
}
