using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Web.Hosting;

/// <summary>An application in a folder with settings of its own logs as it does in its own folder, until the settings say otherwise.</summary>
public sealed class UsualLoggingTests
{
    private const string Section = """{ "Sources": { "a": { "Url": "http://127.0.0.1:9/", "Attempts": 1 } } }""";

    [Fact]
    public async Task Folder_WithoutLogging_LogsAsTheApplicationComes()
    {
        using var folder = new SettingsFolder(Section);
        await using var app = WebApp.StartIn(folder);

        Assert.Equal((false, true), IsEnabled(app, "Microsoft.AspNetCore.Hosting.Diagnostics"));
        Assert.Equal((false, true), IsEnabled(app, "Aggregator.Core.Fetching.SourceFetcher"));
        Assert.Equal((true, true), IsEnabled(app, "Aggregator.Core.Sources.ConfigurationReload"));
        Assert.Equal("json", app.Services.GetRequiredService<IConfiguration>()["Logging:Console:FormatterName"]);
        Assert.Null(app.Services.GetRequiredService<IConfiguration>()["Aggregator:Demo:Enabled"]);
    }

    [Fact]
    public async Task Folder_WithLogging_LogsAsItSays()
    {
        using var folder = new SettingsFolder(Section);
        await File.WriteAllTextAsync(folder.File, $$"""{ "Logging": { "LogLevel": { "Microsoft.AspNetCore": "Information" } }, "Aggregator": {{Section}} }""", TestContext.Current.CancellationToken);
        await using var app = WebApp.StartIn(folder);

        Assert.Equal((true, true), IsEnabled(app, "Microsoft.AspNetCore.Hosting.Diagnostics"));
        Assert.Equal((false, true), IsEnabled(app, "Aggregator.Core.Fetching.SourceFetcher"));
    }

    [Fact]
    public async Task Folder_WithOneLevelForAll_LogsNothingBelow()
    {
        using var folder = new SettingsFolder(Section);
        await File.WriteAllTextAsync(folder.File, $$"""{ "Logging": { "LogLevel": { "Default": "Error" } }, "Aggregator": {{Section}} }""", TestContext.Current.CancellationToken);
        await using var app = WebApp.StartIn(folder);

        Assert.Equal((false, false), IsEnabled(app, "Aggregator.Core.Fetching.SourceFetcher"));
        Assert.Equal("json", app.Services.GetRequiredService<IConfiguration>()["Logging:Console:FormatterName"]);
    }

    private static (bool Information, bool Warning) IsEnabled(WebApp app, string category)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);
        return (logger.IsEnabled(LogLevel.Information), logger.IsEnabled(LogLevel.Warning));
    }
}
