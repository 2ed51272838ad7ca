using System.Security.Cryptography;
using Aggregator.Core.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Aggregator.Web.Access;

/// <summary>The keys of programs, of which the application knows nothing but the hashes.</summary>
internal sealed class ApiKeys(IOptions<AggregatorOptions> options)
{
    /// <summary>The scheme of RFC 6750.</summary>
    public const string AuthenticationScheme = "Bearer";

    /// <summary>The other way to send a key.</summary>
    public const string Header = "X-Api-Key";

    private readonly (byte[] Hash, string Client, List<string> Groups)[] _live =
        [.. options.Value.Access.Clients.SelectMany(client => client.Value.KeyHashes.Select(hash => (ApiKey.ParseHash(hash), client.Key, client.Value.Groups)))];

    public AuthenticateResult Identify(HttpRequest request)
    {
        List<string> sent = [.. Texts(request.Headers.Authorization).SelectMany(InBearer), .. Texts(request.Headers[Header])];
        return sent.Count switch
        {
            0 => AuthenticateResult.NoResult(),
            1 => Find(sent[0]) is >= 0 and var i ? Viewer.Known(_live[i].Client, _live[i].Groups, nameof(ApiKeys)) : AuthenticateResult.Fail("the key is not known"),
            _ => AuthenticateResult.Fail("more than one key was sent"),
        };
    }

    /// <summary>Compares with every hash, whole, whichever fits: how long it takes tells neither whether nor whose.</summary>
    private int Find(string key)
    {
        var hash = ApiKey.Hash(key);
        var found = -1;
        for (var i = 0; i < _live.Length; i++)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, _live[i].Hash) ? i : found;
        }

        return found;
    }

    private static IEnumerable<string> Texts(StringValues values) => values.Select(value => value ?? "");

    /// <summary>Other schemes are somebody else's: a proxy may pass on the password with which it has signed the user in.</summary>
    private static IEnumerable<string> InBearer(string credentials) =>
        credentials.StartsWith($"{AuthenticationScheme} ", StringComparison.OrdinalIgnoreCase) ? [credentials[(AuthenticationScheme.Length + 1)..]] : [];
}
