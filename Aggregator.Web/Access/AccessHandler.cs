using System.Text.Encodings.Web;
using Aggregator.Core.Sources;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Access;

/// <summary>
/// Finds out who asks: first whom a trusted proxy names, then whose key was sent. Whoever is refused gets the same answer everywhere; the reason stands in the log.
/// </summary>
internal sealed class AccessHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ProxyUser proxyUser, ApiKeys keys,
    ConfigurationInForce configuration)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Access";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var named = proxyUser.Identify(Context);
        return Task.FromResult(named.None ? keys.Identify(Request, configuration) : named);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        Log.AccessRefused(Logger, result.Failure?.Message ?? "no key and no user", Context.Connection.RemoteIpAddress);

        // The body is the error page's, as for every other status without one.
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = ApiKeys.AuthenticationScheme;
    }
}
