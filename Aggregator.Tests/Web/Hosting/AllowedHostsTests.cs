using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Web.Hosting;

public sealed class AllowedHostsTests
{
    [Fact]
    public async Task Start_ProductionWithoutAllowedHosts_WarnsAndSaysWhatToSet()
    {
        var warning = Assert.Single(await WarningsAsync(log => WebApp.StartInProduction(services => services.AddSingleton<ILoggerProvider>(log))));
        Assert.Contains("Set it to the names", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("board.example.com;127.0.0.1")]
    [InlineData("*")]
    public async Task Start_ProductionWithAllowedHosts_DoesNotWarn(string hosts) =>
        Assert.Empty(await WarningsAsync(log => WebApp.StartInProduction(services => services.AddSingleton<ILoggerProvider>(log), ("AllowedHosts", hosts))));

    [Fact]
    public async Task Start_InDevelopment_DoesNotWarn() =>
        Assert.Empty(await WarningsAsync(log => WebApp.Start(services => services.AddSingleton<ILoggerProvider>(log))));

    private static async Task<List<string>> WarningsAsync(Func<LogCapture, WebApp> start)
    {
        var log = new LogCapture();
        await using var app = start(log);
        return [.. log.Entries.Where(entry => entry.Name is "AnyHostAllowed").Select(entry => entry.Text)];
    }
}
