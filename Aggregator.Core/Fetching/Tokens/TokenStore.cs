using System.Net;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching.Tokens;

/// <summary>
/// The token of one set of credentials: fetched once for all who need it, renewed while the old one is still good, and replaced at once when an API
/// that took it before refuses it.
/// </summary>
internal sealed class TokenStore : ISourceFetcher
{
    /// <summary>Credentials that are refused stay wrong for a while: neither the endpoint nor, for a new token, the API is asked again before that.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Longer than anybody waits for a call.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);

    private readonly TokenEndpoint _endpoint;
    private readonly ISourceFetcher _fetcher;
    private readonly TimeProvider _time;
    private readonly SharedFetcher _shared;
    private AccessToken? _current;
    private Failed? _failed;
    private int _isRenewing;
    private long _askedAt;

    public TokenStore(TokenEndpoint endpoint, ISourceFetcher fetcher, TimeProvider time)
    {
        (_endpoint, _fetcher, _time) = (endpoint, fetcher, time);
        _shared = new SharedFetcher(this);
        _askedAt = time.GetTimestamp();
    }

    /// <summary>Whether nobody has asked for a token for so long that its credentials may have changed since.</summary>
    public bool IsUnused => _time.GetElapsedTime(Volatile.Read(ref _askedAt)) > LongestRest;

    /// <summary>Whether the next token is being fetched while the one there is is in use.</summary>
    public bool IsRenewing => Volatile.Read(ref _isRenewing) != 0;

    private Failed? JustFailed => Volatile.Read(ref _failed) is { } failed && _time.GetElapsedTime(failed.At) < Pause ? failed : null;

    /// <summary>A token for the call, fetched within its time where there is none; or how fetching it failed.</summary>
    public async ValueTask<(AccessToken? Token, SourceResult? Failure)> GetAsync(SourceCall call, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _askedAt, _time.GetTimestamp());
        if (Volatile.Read(ref _current) is { } token && token.IsGood(_time))
        {
            if (!token.IsFresh(_time) && JustFailed is null && Interlocked.Exchange(ref _isRenewing, 1) == 0)
            {
                // In a flow of its own: it has nothing to do with the viewer who happens to be first.
                ThreadPool.UnsafeQueueUserWorkItem(static store => _ = store.RenewAsync(), this, preferLocal: false);
            }

            return (token, null);
        }

        if (JustFailed is { IsRefusal: true } refused)
        {
            return (null, refused.Result);
        }

        var result = await _shared.FetchAsync(new SourceCall(_endpoint.Call, _time, _time.GetTimestamp(), call.Remaining), cancellationToken);
        return result.Value is { } answer ? (Volatile.Read(ref _current) ?? AccessToken.Find(answer, _time), null) : (null, result);
    }

    /// <summary>An API has refused the token: the next call gets another. False where that would help nobody.</summary>
    /// <param name="token">The token.</param>
    /// <param name="source">Whose API it was. What others take is none of its business: it may refuse this client whatever the token.</param>
    public bool Refuse(AccessToken token, Source source)
    {
        if (!token.WasTakenBy(source) && token.Age(_time) < Pause)
        {
            return false;
        }

        Interlocked.CompareExchange(ref _current, null, token);
        return true;
    }

    /// <summary>Fetches a token, as the one call that all share: whoever comes just after the last one ended finds what that one left.</summary>
    async Task<SourceResult> ISourceFetcher.FetchAsync(SourceCall call, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _current) is { } token && token.IsFresh(_time))
        {
            return call.ToSuccess(token.Answer);
        }

        var result = await _fetcher.FetchAsync(call, cancellationToken);
        if (result.Value is { } answer && AccessToken.Find(answer, _time) is { } fetched)
        {
            Volatile.Write(ref _current, fetched);
            Volatile.Write(ref _failed, null);
            return result;
        }

        // An answer without a token, or one of an endpoint that does not know the client (RFC 6749, 5.2).
        var failure = result is { Reason: null } or { Reason: Reason.BadStatus, HttpStatus: (int)HttpStatusCode.BadRequest }
            ? result with { Reason = Reason.AuthFailed, Value = null }
            : result;
        Volatile.Write(ref _failed, new Failed(failure, _time.GetTimestamp()));
        return failure;
    }

    private async Task RenewAsync()
    {
        try
        {
            await _shared.FetchAsync(new SourceCall(_endpoint.Call, _time, _time.GetTimestamp(), _endpoint.Call.Timeout), CancellationToken.None);
        }
        finally
        {
            Volatile.Write(ref _isRenewing, 0);
        }
    }

    /// <param name="Result">How the last call of the endpoint failed.</param>
    /// <param name="At">When: a timestamp.</param>
    private sealed record Failed(SourceResult Result, long At)
    {
        /// <summary>Whether the endpoint is well and says no. Where it is in trouble, its circuit breaker says when to ask again.</summary>
        public bool IsRefusal =>
            Result is { HttpStatus: { } status, Reason: not (Reason.Throttled or Reason.Truncated or Reason.Reset or Reason.Timeout) }
            && !Failure.IsServerError((HttpStatusCode)status);
    }
}
