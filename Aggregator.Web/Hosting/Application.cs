namespace Aggregator.Web.Hosting;

/// <summary>The application, put together but not started.</summary>
internal static class Application
{
    /// <param name="args">The options of the start.</param>
    /// <param name="isQuiet">Whether nothing is logged, since a command says itself what there is to say.</param>
    public static WebApplication Build(string[] args, bool isQuiet = false)
    {
        var builder = WebApplication.CreateBuilder(ContentRoot.Options(args));
        builder.AddAggregator();
        if (isQuiet)
        {
            builder.Logging.ClearProviders();
        }

        return builder.Build().UseAggregator();
    }
}
