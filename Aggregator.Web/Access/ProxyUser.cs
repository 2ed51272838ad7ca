using Aggregator.Core.Configuration;
using Aggregator.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Aggregator.Web.Access;

/// <summary>The user whom a reverse proxy has signed in, and names in a header.</summary>
internal sealed class ProxyUser(IOptions<AggregatorOptions> options, TrustedProxies proxies)
{
    /// <summary>Must see the connection as it is, before forwarded headers put the viewer's address in place of the proxy's.</summary>
    public AuthenticateResult Identify(HttpContext context)
    {
        var access = options.Value.Access;
        if (access.Mode is not AccessMode.ProxyUser)
        {
            return AuthenticateResult.NoResult();
        }

        var users = context.Request.Headers[access.UserHeader];
        var groups = string.IsNullOrEmpty(access.GroupsHeader) ? StringValues.Empty : context.Request.Headers[access.GroupsHeader];
        return (users.Count, groups.Count) switch
        {
            (0, 0) => AuthenticateResult.NoResult(),
            _ when !proxies.Contains(context.Connection.RemoteIpAddress) => AuthenticateResult.Fail("the user header comes from a peer that is no trusted proxy"),
            (0, _) => AuthenticateResult.NoResult(),
            (1, 0 or 1) when users.ToString().AsSpan().Trim().IsEmpty => AuthenticateResult.Fail("the user header is empty"),

            // Several headers of one name may be joined with commas on the way (RFC 9110, 5.3).
            (1, 0 or 1) when !users.ToString().Contains(',', StringComparison.Ordinal) => Viewer.Known(users.ToString(), Split(groups.ToString()), nameof(ProxyUser)),
            _ => AuthenticateResult.Fail("the user header or the groups header is there more than once"),
        };
    }

    private static string[] Split(string groups) => groups.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
