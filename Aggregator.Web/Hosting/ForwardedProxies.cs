using System.Net;
using Aggregator.Core.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Hosting;

/// <summary>Believes what configured proxies say of the viewer's request: address, scheme, host, and the path below which the application is shown.</summary>
internal static class ForwardedProxies
{
    public static void UseForwardedProxies(this WebApplication app)
    {
        var hosting = app.Services.GetRequiredService<IOptions<AggregatorOptions>>().Value.Hosting;
        if (hosting.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders(Options(hosting.TrustedProxies));
        }

        if (!string.IsNullOrEmpty(hosting.PathBase))
        {
            app.UsePathBase(hosting.PathBase);
        }
    }

    private static ForwardedHeadersOptions Options(List<string> proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All, ForwardLimit = null };

        // The framework trusts the loopback address unless told otherwise; here only those are trusted who are named.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }

        return options;
    }
}
