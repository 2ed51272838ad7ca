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
            app.UseForwardedHeaders(Options(proxies, app.Configuration["AllowedHosts"]));
        }

        var hosting = app.Services.GetRequiredService<IOptions<AggregatorOptions>>().Value.Hosting;
        if (!string.IsNullOrEmpty(hosting.PathBase))
        {
            app.UsePathBase(hosting.PathBase);
        }
    }

    private static ForwardedHeadersOptions Options(TrustedProxies proxies, string? allowedHosts)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, ForwardLimit = null };

        // The framework's host filter sees the Host header only, and a proxy may pass on an X-Forwarded-Host that is the viewer's own.
        options.AllowedHosts = allowedHosts?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

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
