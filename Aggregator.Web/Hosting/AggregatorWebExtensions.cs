using Aggregator.Core.Fetching;
using Aggregator.Web.Presentation;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Aggregator.Web.Hosting;

/// <summary>The web application: pages, JSON, health, and what every answer carries.</summary>
internal static class AggregatorWebExtensions
{
    private static readonly HealthCheckOptions NoChecks = new() { Predicate = _ => false };

    public static void AddAggregatorWeb(this IServiceCollection services)
    {
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        services.AddSingleton<IApplicationAddress, ServerAddress>();
        services.AddHttpContextAccessor();
        services.AddControllersWithViews();
        services.AddAnswerJson();
        services.AddProblemDetails();
        services.AddOpenApi();
        services.AddHealthChecks().AddCheck<ReadinessCheck>("ready");
    }

    public static void UseAggregatorWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/error", "?status={0}");
        app.UseRouting();
        app.MapStaticAssets();
        app.MapControllers().WithStaticAssets();
        app.MapOpenApi();
        app.MapHealthChecks("/livez", NoChecks);
        app.MapHealthChecks("/readyz");
        app.MapHealthChecks("/healthz");
    }
}
