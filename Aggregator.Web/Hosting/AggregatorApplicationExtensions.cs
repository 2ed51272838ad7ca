using Aggregator.Core;

namespace Aggregator.Web.Hosting;

/// <summary>Makes an ASP.NET Core program this application: its own, or one of a team's that adds combiners to it (docs/combiners.md).</summary>
public static class AggregatorApplicationExtensions
{
    /// <summary>Adds everything: the boards that the section <c>Aggregator</c> describes, their pages and API, access, health.</summary>
    /// <param name="builder">The program.</param>
    public static WebApplicationBuilder AddAggregator(this WebApplicationBuilder builder)
    {
        builder.AddUsualLogging();
        builder.AddDemoBoard();
        ConfigurationFiles.AddTo(builder);
        builder.Services.AddAggregator(builder.Configuration);
        builder.Services.AddAggregatorWeb();
        return builder;
    }

    /// <summary>Serves it: every route, and what every answer carries. Middleware of one's own that is to see requests first comes before.</summary>
    /// <param name="app">The program, built after <see cref="AddAggregator"/>.</param>
    public static WebApplication UseAggregator(this WebApplication app)
    {
        app.UseAggregatorWeb();
        return app;
    }
}
