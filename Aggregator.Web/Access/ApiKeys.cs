using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Aggregator.Core.Sources;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Primitives;

namespace Aggregator.Web.Access;

/// <summary>The keys of programs, of which the application knows nothing but the hashes.</summary>
internal sealed class ApiKeys
{
    /// <summary>The scheme of RFC 6750.</summary>
    public const string AuthenticationScheme = "Bearer";

    /// <summary>The other way to send a key.</summary>
    public const string Header = "X-Api-Key";

    private readonly ConditionalWeakTable<ConfigurationInForce, LiveKey[]> _keys = [];

    /// <param name="request">What the keys are sent with.</param>
    /// <param name="configuration">The keys there are.</param>
    public AuthenticateResult Identify(HttpRequest request, ConfigurationInForce configuration)
    {
        var live = _keys.GetValue(configuration, Read);
        List<string> sent = [.. Texts(request.Headers.Authorization).SelectMany(InBearer), .. Texts(request.Headers[Header])];
        return sent.Count switch
        {
            0 => AuthenticateResult.NoResult(),
            1 => Find(sent[0], live) is { } key ? Viewer.Known(key.Client, key.Groups, nameof(ApiKeys)) : AuthenticateResult.Fail("the key is not known"),
            _ => AuthenticateResult.Fail("more than one key was sent"),
        };
    }

    /// <summary>Whether a header of a request holds a key of this application.</summary>
    public bool IsIn(StringValues header, ConfigurationInForce configuration)
    {
        var live = _keys.GetValue(configuration, Read);
        return Texts(header).Any(text => Find(text, live) is not null || InBearer(text).Any(key => Find(key, live) is not null));
    }

    /// <summary>Compares with every hash, whole, whichever fits: how long it takes tells neither whether nor whose.</summary>
    private static LiveKey? Find(string key, LiveKey[] live)
    {
        var hash = ApiKey.Hash(key);
        var found = -1;
        for (var i = 0; i < live.Length; i++)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, live[i].Hash) ? i : found;
        }

        return found < 0 ? null : live[found];
    }

    private static LiveKey[] Read(ConfigurationInForce configuration) =>
        [.. configuration.Clients.SelectMany(client => client.Value.KeyHashes.Select(hash => new LiveKey(ApiKey.ParseHash(hash), client.Key, client.Value.Groups)))];

    private static IEnumerable<string> Texts(StringValues values) => values.Select(value => value ?? "");

    /// <summary>Other schemes are somebody else's: a proxy may pass on the password with which it has signed the user in.</summary>
    private static IEnumerable<string> InBearer(string credentials) =>
        credentials.StartsWith($"{AuthenticationScheme} ", StringComparison.OrdinalIgnoreCase) ? [credentials[(AuthenticationScheme.Length + 1)..]] : [];

    private sealed record LiveKey(byte[] Hash, string Client, List<string> Groups);
}
