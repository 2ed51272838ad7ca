using System.Collections.Concurrent;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching.Tokens;

/// <summary>The tokens of all sources, one for each set of credentials.</summary>
/// <param name="fetcher">Makes the calls of token endpoints.</param>
/// <param name="time">The clock.</param>
internal sealed class AccessTokens(ISourceFetcher fetcher, TimeProvider time)
{
    private readonly ConcurrentDictionary<TokenEndpoint, TokenStore> _stores = [];

    /// <summary>Where the tokens of that endpoint are kept.</summary>
    public TokenStore Of(TokenEndpoint endpoint)
    {
        if (_stores.TryGetValue(endpoint, out var known))
        {
            return known;
        }

        // Those of credentials that have changed since.
        foreach (var (outdated, _) in _stores.Where(store => store.Value.IsUnused))
        {
            _stores.TryRemove(outdated, out _);
        }

        return _stores.GetOrAdd(endpoint, added => new TokenStore(added, fetcher, time));
    }
}
