using Aggregator.Core.Fetching;
using Aggregator.Core.Fetching.Tokens;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching.Tokens;

/// <summary>When a token is fetched, how long it is used, and who waits for it, on a clock that the test turns.</summary>
public sealed class TokenStoreTests
{
    private readonly FakeTime _time = new();
    private readonly HeldFetcher _held = new();
    private readonly Source _source = TokenClient.Of("http://a.test/token");
    private readonly TokenStore _store;

    public TokenStoreTests() => _store = new TokenStore(_source.TokenEndpoint!, _held, _time);

    [Fact]
    public async Task GetAsync_ManyAtOnce_MakeOneCall()
    {
        var waiting = Enumerable.Range(0, 200).Select(_ => GetAsync()).ToList();

        await AnswerAsync("""{ "access_token": "t1", "expires_in": 3600 }""");

        Assert.All(await Task.WhenAll(waiting), got => Assert.Equal("t1", got.Token?.Value));
        Assert.Equal(0, _held.Untaken);
    }

    [Fact]
    public async Task GetAsync_TokenIsFresh_MakesNoCall()
    {
        await FillAsync(3600);
        _time.Advance(TimeSpan.FromMinutes(58));

        Assert.Equal("t1", (await GetAsync()).Token?.Value);
        Assert.Equal(0, _held.Untaken);
    }

    [Theory]
    [InlineData(3600, 3541)]
    [InlineData(8, 6)]
    public async Task GetAsync_TokenEndsSoon_IsRenewedByOneCallForWhichNobodyWaits(int lifetime, int age)
    {
        await FillAsync(lifetime);
        _time.Advance(TimeSpan.FromSeconds(age));

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => GetAsync())), got => Assert.Equal("t1", got.Token?.Value));
        await AnswerAsync("""{ "access_token": "t2", "expires_in": 3600 }""");

        await Eventually.IsSoAsync(async () => (await GetAsync()).Token?.Value is "t2", "The token was not renewed.");
        Assert.Equal(0, _held.Untaken);
    }

    [Fact]
    public async Task GetAsync_RenewalFails_KeepsTheOldTokenAndTriesAgainLater()
    {
        await FillAsync(3600);
        _time.Advance(TimeSpan.FromMinutes(59.5));
        Assert.Equal("t1", (await GetAsync()).Token?.Value);
        var renewal = await _held.NextAsync();
        renewal.Answer.SetResult(TestData.Failed(_source, Reason.Unreachable));
        await Eventually.IsSoAsync(() => !_store.IsRenewing, "The renewal has not ended.");

        Assert.Equal("t1", (await GetAsync()).Token?.Value);
        Assert.Equal(0, _held.Untaken);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("t1", (await GetAsync()).Token?.Value);

        await AnswerAsync("""{ "access_token": "t2", "expires_in": 3600 }""");
        await Eventually.IsSoAsync(async () => (await GetAsync()).Token?.Value is "t2", "The token was not renewed.");
    }

    [Fact]
    public async Task GetAsync_TokenHasEnded_WaitsForTheNext()
    {
        await FillAsync(60);
        _time.Advance(TimeSpan.FromSeconds(60));

        var waiting = GetAsync();
        Assert.False(waiting.IsCompleted);
        await AnswerAsync("""{ "access_token": "t2", "expires_in": 60 }""");

        Assert.Equal("t2", (await waiting).Token?.Value);
    }

    [Theory]
    [InlineData("\"60\"", true)]
    [InlineData("60.5", true)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("\"soon\"", false)]
    [InlineData("null", false)]
    [InlineData("true", false)]
    [InlineData("{}", false)]
    [InlineData("1e400", false)]
    [InlineData("99999999999999999999999999", false)]
    public async Task GetAsync_AnyLifetime_IsATimeOrUntilItIsRefused(string lifetime, bool ends)
    {
        await FillAsync(lifetime);
        _time.Advance(TimeSpan.FromDays(30));

        var later = GetAsync();
        Assert.Equal(!ends, later.IsCompleted);
        if (ends)
        {
            await AnswerAsync("""{ "access_token": "t2" }""");
        }

        Assert.Equal(ends ? "t2" : "t1", (await later).Token?.Value);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"t1\"")]
    [InlineData("""{ "access_token": "" }""")]
    [InlineData("""{ "access_token": 5 }""")]
    [InlineData("""{ "access_token": null }""")]
    [InlineData("""{ "access_token": "a\r\nX-Evil: 1" }""")]
    [InlineData("""{ "access_token": "tökén" }""")]
    [InlineData("""{ "error": "invalid_client" }""")]
    public async Task GetAsync_AnswerWithoutAToken_IsRefusedAccessForFiveSeconds(string answer)
    {
        var waiting = GetAsync();
        await AnswerAsync(answer);

        Assert.Equal((null, Reason.AuthFailed), Told(await waiting));
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal((null, Reason.AuthFailed), Told(await GetAsync()));
        Assert.Equal(0, _held.Untaken);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        var next = GetAsync();
        await AnswerAsync("""{ "access_token": "t1" }""");
        Assert.Equal("t1", (await next).Token?.Value);
    }

    [Theory]
    [InlineData(Reason.BadStatus, 400, true)]
    [InlineData(Reason.AuthFailed, 401, true)]
    [InlineData(Reason.BadStatus, 404, true)]
    [InlineData(Reason.RedirectRefused, 302, true)]
    [InlineData(Reason.UnexpectedContentType, 200, true)]
    [InlineData(Reason.TooLarge, 200, true)]
    [InlineData(Reason.BadStatus, 500, false)]
    [InlineData(Reason.Throttled, 429, false)]
    [InlineData(Reason.Timeout, 200, false)]
    [InlineData(Reason.Unreachable, null, false)]
    [InlineData(Reason.CircuitOpen, null, false)]
    public async Task GetAsync_EndpointFails_IsAskedAgainAtOnceUnlessItSaysNo(Reason reason, int? status, bool isRefusal)
    {
        var waiting = GetAsync();
        (await _held.NextAsync()).Answer.SetResult(TestData.Failed(_source, reason) with { HttpStatus = status });
        await waiting;

        var next = GetAsync();

        Assert.Equal(isRefusal, next.IsCompleted);
        if (!isRefusal)
        {
            await AnswerAsync("""{ "access_token": "t1" }""");
            Assert.Equal("t1", (await next).Token?.Value);
        }
    }

    [Fact]
    public async Task Refuse_TokenThatTheApiTook_FetchesAnother()
    {
        var token = await FillAsync(3600);
        token.NoteTakenBy(_source);

        Assert.True(_store.Refuse(token, _source));

        var next = GetAsync();
        await AnswerAsync("""{ "access_token": "t2" }""");
        Assert.Equal("t2", (await next).Token?.Value);
        Assert.True(_store.Refuse(token, _source));
        Assert.Equal("t2", (await GetAsync()).Token?.Value);
    }

    [Fact]
    public async Task Refuse_TokenThatOnlyOthersTook_IsKeptForFiveSeconds()
    {
        var other = TestData.Source();
        var token = await FillAsync(3600);
        token.NoteTakenBy(_source);

        Assert.False(_store.Refuse(token, other));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(_store.Refuse(token, other));
    }

    [Fact]
    public async Task GetAsync_EverybodyLeaves_CancelsTheCall()
    {
        using var viewer = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var (first, second) = (GetAsync(viewer.Token), GetAsync(other.Token));
        var call = await _held.NextAsync();

        await viewer.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(call.Token.IsCancellationRequested);

        await other.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.True(call.Token.IsCancellationRequested);
        call.Answer.SetCanceled(call.Token);
    }

    private static (string? Token, Reason? Reason) Told((AccessToken? Token, SourceResult? Failure) got) => (got.Token?.Value, got.Failure?.Reason);

    private SourceCall Call() => new(_source, _time, _time.GetTimestamp(), TimeSpan.FromSeconds(10));

    private Task<(AccessToken? Token, SourceResult? Failure)> GetAsync(CancellationToken? cancellationToken = null) =>
        _store.GetAsync(Call(), cancellationToken ?? TestContext.Current.CancellationToken).AsTask();

    private async Task AnswerAsync(string json) => (await _held.NextAsync()).Answer.SetResult(TestData.Ok(_source, json) with { HttpStatus = 200 });

    private Task<AccessToken> FillAsync(int lifetime) => FillAsync($"{lifetime}");

    private async Task<AccessToken> FillAsync(string lifetime)
    {
        var waiting = GetAsync();
        await AnswerAsync($$"""{ "access_token": "t1", "expires_in": {{lifetime}} }""");
        return (await waiting).Token!;
    }
}
