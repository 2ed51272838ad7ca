using Aggregator.Core.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Hosting;

/// <summary>Believes what configured proxies say of the viewer's request: address, scheme, host, and the path below which the application is shown.</summary>
internal static class ForwardedProxies
{
    public static void UseForwardedProxies(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<TrustedProxies>();
        if (proxies.Networks.Count > 0)
        {
            app.UseForwardedHeaders(Options(proxies));
        }

        var hosting = app.Services.GetRequiredService<IOptions<AggregatorOptions>>().Value.Hosting;
        if (!string.IsNullOrEmpty(hosting.PathBase))
        {
            app.UsePathBase(hosting.PathBase);
        }
    }

    private static ForwardedHeadersOptions Options(TrustedProxies proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, ForwardLimit = null };

        // The framework trusts the loopback address unless told otherwise; here only those are trusted who are named.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies.Networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        return options;
    }
}
