using Aggregator.Core;

namespace Aggregator.Web.Hosting;

/// <summary>The application, put together but not started.</summary>
internal static class Application
{
    /// <param name="args">The options of the start.</param>
    /// <param name="isQuiet">Whether nothing is logged, since a command says itself what there is to say.</param>
    public static WebApplication Build(string[] args, bool isQuiet = false)
    {
        var builder = WebApplication.CreateBuilder(ContentRoot.Options(args));
        builder.AddDemoBoard();
        ConfigurationFiles.AddTo(builder);
        builder.Services.AddAggregator(builder.Configuration);
        builder.Services.AddAggregatorWeb();
        if (isQuiet)
        {
            builder.Logging.ClearProviders();
        }

        var app = builder.Build();
        app.UseAggregatorWeb();
        return app;
    }
}
