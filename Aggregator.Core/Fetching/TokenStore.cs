using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>
/// The token of one set of credentials: fetched once for all who need it, renewed while the old one is still good, and replaced at once when an API
/// that took it before refuses it.
/// </summary>
internal sealed class TokenStore : ISourceFetcher
{
    /// <summary>A token that no API ever took is not outdated; it is refused for what it is, and the next one will be, too.</summary>
    private static readonly TimeSpan ShortestTrial = TimeSpan.FromSeconds(5);

    private readonly TokenEndpoint _endpoint;
    private readonly ISourceFetcher _fetcher;
    private readonly TimeProvider _time;
    private readonly SharedFetcher _shared;
    private AccessToken? _current;
    private int _isRenewing;

    public TokenStore(TokenEndpoint endpoint, ISourceFetcher fetcher, TimeProvider time)
    {
        (_endpoint, _fetcher, _time) = (endpoint, fetcher, time);
        _shared = new SharedFetcher(this);
    }

    /// <summary>Whether it holds no token that is any good.</summary>
    public bool IsUnused => Volatile.Read(ref _current) is not { } token || !token.IsGood(_time);

    /// <summary>A token for the call, fetched within its time where there is none; or how fetching it failed.</summary>
    public async ValueTask<(AccessToken? Token, SourceResult? Failure)> GetAsync(SourceCall call, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _current) is { } token && token.IsGood(_time))
        {
            if (!token.IsFresh(_time) && Interlocked.Exchange(ref _isRenewing, 1) == 0)
            {
                _ = RenewAsync();
            }

            return (token, null);
        }

        var result = await _shared.FetchAsync(new SourceCall(_endpoint.Call, _time, _time.GetTimestamp(), call.Remaining), cancellationToken);
        return result.Value is { } answer && AccessToken.Find(answer, _time) is { } fetched ? (Volatile.Read(ref _current) ?? fetched, null) : (null, result);
    }

    /// <summary>An API has refused the token: the next call gets another. False where that would help nobody.</summary>
    public bool Refuse(AccessToken token)
    {
        if (!token.HasWorked && token.Age(_time) < ShortestTrial)
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
        }

        return result;
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
}
