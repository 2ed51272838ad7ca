using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Access;

/// <summary>Whoever lets other machines in says who may look.</summary>
public sealed class AccessChoiceTests
{
    private const int BadConfiguration = 78;

    [Theory]
    [InlineData("http://*:8080", "ASPNETCORE_HTTP_PORTS", "8080")]
    [InlineData("http://0.0.0.0:0", "ASPNETCORE_URLS", "http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task Start_OtherMachinesCanReachIt_AsksForAChoice(string address, string key, string value)
    {
        var ending = await WebProcess.RunAsync(null, [], (key, value));

        Assert.Equal(BadConfiguration, ending.ExitCode);
        Assert.Equal("Aggregator did not start: 1 error in the configuration.", ending.ErrorLines[0]);
        Assert.Equal(
            $"  Aggregator:Access:Mode is missing: other machines can reach {address}, so write who may see the boards (docs/access.md); one of:", ending.ErrorLines[1]);
        Assert.DoesNotContain("Now listening on", ending.Output, StringComparison.Ordinal);

        // What is offered is what can be written.
        string[] offered = [.. ending.ErrorLines.Skip(2).Select(line => line[..(line.LastIndexOf('}') + 1)].Trim())];
        Assert.Equal(["Anonymous", "ApiKeys", "ProxyUser"], offered.Select(Mode));
        Assert.All(offered, section => Assert.Empty(Errors(section.Replace("sha256:…", $"sha256:{new string('0', 64)}", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Start_OtherErrorsAsWell_ListsThemTogether()
    {
        var ending = await WebProcess.RunAsync(null, ["--urls", "http://*:0"], ("Aggregator__Hosting__MaxRuns", "0"));

        Assert.Equal(BadConfiguration, ending.ExitCode);
        Assert.Equal("Aggregator did not start: 2 errors in the configuration.", ending.ErrorLines[0]);
    }

    [Fact]
    public async Task Start_UnreadableChoice_IsSaidOnce()
    {
        var ending = await WebProcess.RunAsync(null, ["--urls", "http://*:0"], ("Aggregator__Access__Mode", "Open"));

        Assert.Equal(
            ["Aggregator did not start: 1 error in the configuration.", "  Aggregator:Access:Mode is 'Open': write one of Anonymous, ApiKeys, ProxyUser."], ending.ErrorLines);
    }

    private static string? Mode(string section) => Configuration(section)["Aggregator:Access:Mode"];

    private static IReadOnlyList<string> Errors(string section) => Configured.Errors(section["{ \"Aggregator\": ".Length..^" }".Length]);

    private static IConfiguration Configuration(string section) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(section))).Build();
}
