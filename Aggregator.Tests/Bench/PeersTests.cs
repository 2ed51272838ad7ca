using Aggregator.Compare;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Bench;

/// <summary>Those that bench/compare measures do the same: as many real calls, the same sum.</summary>
public sealed class PeersTests
{
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!);

    [Theory]
    [InlineData("raw", "Aggregator.Peers.Raw")]
    [InlineData("plain", "Aggregator.Peers.Plain")]
    public async Task Get_EightSources_CallsTheApiEightTimesAndAddsUp(string folder, string program)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The comparison runs on Linux only.");
        var calls = new Calls();
        await using var api = await LocalServer.StartAsync(calls.AnswerAsync);
        var plan = new Contenders("", api.Url, api.Url).Plan(Path.Combine(Repository.Root, "bench", "peers", folder, "bin", Configuration, "net10.0"), program);
        var contender = folder is "raw" ? Contenders.RawOf(plan) : Contenders.PlainOf(plan);

        // A server whose first page does not show the sum does not start.
        await using var server = await contender.StartAsync(Scenario.Eight, TestContext.Current.CancellationToken);

        Assert.Equal(8, calls.Count);
    }

    [Fact]
    public async Task Get_SameBoardsOfTheApplication_CallTheApiAsOftenAndAddUp()
    {
        var cancel = TestContext.Current.CancellationToken;
        var calls = new Calls();
        await using var api = await LocalServer.StartAsync(calls.AnswerAsync);
        using var folder = new SettingsFolder("{}");
        await ComparedBoards.WriteAsync(Path.Combine(folder.Path, "appsettings.Production.json"), api.Url, api.Url);
        await using var app = WebApp.StartIn(folder);
        using var client = app.CreateClient();
        var plan = new ServerPlan(folder.Path, "", [], new Dictionary<string, string>(StringComparer.Ordinal));

        foreach (var contender in new[] { Contenders.PageOf(plan), Contenders.JsonOf(plan) })
        {
            foreach (var scenario in Scenario.All)
            {
                var before = calls.Count;

                var page = await client.GetStringAsync(new Uri(app.Address, contender.Path(scenario)), cancel);

                Assert.Contains(contender.Expected(scenario.Sources * 1.5), page, StringComparison.Ordinal);
                Assert.Equal(scenario.Sources, calls.Count - before);
            }
        }
    }

    /// <summary>What the API has been asked, at once whatever the delay.</summary>
    private sealed class Calls
    {
        private int _count;

        public int Count => _count;

        public Task AnswerAsync(HttpContext context)
        {
            Interlocked.Increment(ref _count);
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"value":1.5}""", context.RequestAborted);
        }
    }
}
