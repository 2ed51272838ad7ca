using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Web.Access;
using Aggregator.Web.Presentation;
using Aggregator.Web.Presentation.Answers;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Hosting;

/// <summary>The web application: pages, JSON, health, and what every answer carries.</summary>
internal static class AggregatorWebExtensions
{
    private const string Readiness = "ready";

    private static readonly HealthCheckOptions NoChecks = new() { Predicate = _ => false };
    private static readonly HealthCheckOptions ReadinessOnly = new() { Predicate = check => check.Name is Readiness };

    public static void AddAggregatorWeb(this IServiceCollection services)
    {
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<AggregatorOptions>, IConfiguration>(ServerLimits.SetUp);
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.AddRunLimit();
        services.AddHostedService<GracefulStop>();
        services.AddOptions<HostOptions>().Configure<IOptions<AggregatorOptions>>(GracefulStop.SetUp);

        // A connection that finds the backlog full waits a second before it tries again; the default, 512, is one burst of viewers.
        services.Configure<SocketTransportOptions>(sockets => sockets.Backlog = 4096);

        // Why a start failed is said once, in plain words, by StartupErrors.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None));
        services.AddSingleton<IValidateOptions<AggregatorOptions>, ConfigurationFiles>();
        services.AddSingleton<IApplicationAddress, ServerAddress>();
        services.AddScoped<FramingPolicy>();
        services.AddSingleton<TrustedProxies>();
        services.AddCors().AddSingleton<ICorsPolicyProvider, ApiOrigins>();
        services.AddScoped<BoardEvents>();
        services.AddHttpContextAccessor();
        services.AddAccess();

        // Of this assembly, also where another program is the one that runs.
        services.AddControllersWithViews().AddApplicationPart(typeof(AggregatorWebExtensions).Assembly);
        services.AddSingleton<PageFrames>();

        // Nothing here is signed or encrypted, no cookie and no form, so no key is made and stored at the start.
        // The framework's type is not public; where a patch renames it, a key more is better than no start.
        if (services.FirstOrDefault(service => service.ImplementationType?.Name is "DataProtectionHostedService") is { } keyMaker)
        {
            services.Remove(keyMaker);
        }

        services.AddAnswerJson();
        services.AddProblemDetails();
        services.AddOpenApi(openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Aggregator";
            document.Info.Description = "Asks all APIs of a board at once; answers with their values, what they add up to, and where the time went.";

            // Relative to where the document is: the host that the client named may not be ours.
            document.Servers = [];
            return Task.CompletedTask;
        }));

        // A newer configuration with errors is told of once, by ConfigurationReload, and not at each probe.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Error));
        services.AddHealthChecks().AddCheck<ReadinessCheck>(Readiness).AddCheck<ConfigurationCheck>("configuration");
    }

    public static void UseAggregatorWeb(this WebApplication app)
    {
        ListenAddresses.Check(app.Configuration);
        if (app.Environment.IsProduction() && string.IsNullOrEmpty(app.Configuration["AllowedHosts"]))
        {
            Log.AnyHostAllowed(app.Logger);
        }

        app.UseSecurityHeaders();

        // Before forwarded headers: who may name the user is a question of who is at the other end of this connection.
        app.UseAuthentication();
        app.UseForwardedProxies();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/error");
        app.UseRouting();
        app.UseWhen(ApiOrigins.IsMeantForOthers, api => api.UseCors());
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapStaticAssets().AllowAnonymous();
        app.MapControllers().WithStaticAssets();
        app.MapOpenApi();
        app.MapHealthChecks("/livez", NoChecks).AllowAnonymous();
        app.MapHealthChecks("/readyz", ReadinessOnly).AllowAnonymous();
        app.MapHealthChecks("/healthz").AllowAnonymous();
        app.Services.GetRequiredService<ConfigurationReload>().Start();
    }
}
