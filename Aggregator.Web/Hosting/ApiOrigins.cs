using Aggregator.Core.Sources;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Aggregator.Web.Hosting;

/// <summary>Which pages of others may read the API by their scripts (CORS): those of the configured origins, without cookies and passwords of the viewer.</summary>
internal sealed class ApiOrigins : ICorsPolicyProvider
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var origins = context.RequestServices.GetRequiredService<ConfigurationInForce>().AllowedOrigins;
        return Task.FromResult(origins.Count == 0 ? null : new CorsPolicyBuilder([.. origins]).WithMethods(Methods).WithExposedHeaders("Aggregator-Status", "Server-Timing").Build());
    }

    /// <summary>Whether others than this application's own pages may ever read an answer.</summary>
    public static bool IsMeantForOthers(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
