using System.Net;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Access;

/// <summary>Who may see the boards. Every route asks for access unless it says otherwise; so does every address that is none.</summary>
internal static class AccessExtensions
{
    /// <summary>The policy of what the application asks of itself: open to this machine, too.</summary>
    public const string ThisMachine = "this-machine";

    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<AggregatorOptions>, AccessChoice>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<ProxyUser>();
        services.AddScoped<VisibleBoards>();
        services.AddScoped<IViewerRequest, ViewerRequest>();
        services.AddAuthentication(AccessHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, AccessHandler>(AccessHandler.SchemeName, configureOptions: null);
        services.AddAuthorization();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<AggregatorOptions>>(SetUp);

        // Of each request that is refused one line is enough: ours, which says why.
        services.AddLogging(logging => logging.AddFilter(typeof(AccessHandler).FullName, LogLevel.Warning));
    }

    private static void SetUp(AuthorizationOptions authorization, IOptions<AggregatorOptions> options)
    {
        var isLimited = options.Value.Access.Mode is AccessMode.ApiKeys or AccessMode.ProxyUser;
        authorization.FallbackPolicy = isLimited ? new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build() : null;
        authorization.AddPolicy(ThisMachine, policy => policy.RequireAssertion(context =>
            !isLimited || context.User.Identity is { IsAuthenticated: true } || IsFromThisMachine((context.Resource as HttpContext)?.Connection)));
    }

    /// <summary>After forwarded headers have been read: whom a trusted proxy on this machine speaks for is not on this machine.</summary>
    private static bool IsFromThisMachine(ConnectionInfo? connection) =>
        connection?.RemoteIpAddress is { } remote && (IPAddress.IsLoopback(remote) || remote.Equals(connection.LocalIpAddress));
}
