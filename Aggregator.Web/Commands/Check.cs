using Aggregator.Core.Aggregation;
using Aggregator.Core.Sources;
using Aggregator.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Aggregator.Web.Commands;

/// <summary>The command <c>check</c>: reads the configuration as a start would, and says what is wrong with it; with <c>--live</c> it also calls each source once.</summary>
internal static class Check
{
    /// <summary>A source has no value.</summary>
    private const int SourceFailed = 1;

    public static Task<int> RunAsync(bool isLive, string[] hostArgs, CancellationToken cancellationToken) => StartupErrors.ExplainAsync("The configuration is not valid", async () =>
    {
        await using var app = Application.Build(hostArgs, isQuiet: true);
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        var catalog = app.Services.GetRequiredService<BoardCatalog>().Current;
        var sources = catalog.Sources;
        Console.WriteLine($"The configuration is valid: {Count(sources.Count, "source")}, {Count(catalog.Boards.Count, "board")}, revision {catalog.Revision}.");
        if (sources.Count == 0)
        {
            Console.WriteLine($"There is no source: write Aggregator:Sources into the appsettings.json of {app.Environment.ContentRootPath}, from where the configuration was read, or into the environment.");
        }

        if (!isLive)
        {
            return StartupErrors.Ok;
        }

        if (sources.Any(source => !source.Url.IsAbsoluteUri))
        {
            // The demo's APIs are this application's own.
            app.Urls.Clear();
            app.Urls.Add("http://127.0.0.1:0");
            await app.StartAsync(cancellationToken);
        }

        var probe = app.Services.GetRequiredService<ISourceProbe>();
        var results = await probe.ProbeAsync(catalog, cancellationToken);
        ProbeReport.Print(results);
        return results.All(result => result.Result.IsOk) ? StartupErrors.Ok : SourceFailed;
    });

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
