using Aggregator.Core.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Hosting;

/// <summary>What a viewer may cost before the application has said a word.</summary>
internal static class ServerLimits
{
    public static void SetUp(KestrelServerOptions kestrel, IOptions<AggregatorOptions> options, IConfiguration configuration)
    {
        // By default a change of the endpoints would open them before anybody has checked it. Access is chosen for the addresses of the start.
        kestrel.Configure(configuration.GetSection("Kestrel"), reloadOnChange: false);

        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.Value.Hosting.MaxConnections;

        // Somebody who dribbles a request, or holds a connection without one, gives the place up.
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);

        // Nothing here takes a body.
        limits.MaxRequestBodySize = 0;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestLineSize = 8 * 1024;
    }
}
