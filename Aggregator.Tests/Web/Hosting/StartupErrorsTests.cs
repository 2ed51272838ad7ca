using System.Net;
using System.Net.Sockets;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Hosting;

/// <summary>A start that fails, as people see it: the exit code of sysexits.h and plain words on the standard error.</summary>
public sealed class StartupErrorsTests
{
    private const int AddressUnavailable = 69;
    private const int BadConfiguration = 78;

    private static readonly string[] AnyFreePort = ["--urls", "http://127.0.0.1:0"];

    [Fact]
    public async Task Start_SeveralConfigurationErrors_ListsThemAll()
    {
        var ending = await WebProcess.RunAsync(
            null,
            AnyFreePort,
            ("Aggregator__Sources__weather__Url", "ftp://a.test/"),
            ("Aggregator__Sources__weather__Timeout", "5"),
            ("Aggregator__Boards__default__Sources__0", "wether"));

        AssertExplained(
            ending,
            BadConfiguration,
            "Aggregator did not start: 3 errors in the configuration.",
            "  Aggregator:Sources:weather:Timeout is '5': write hours:minutes:seconds, such as 00:00:05.",
            "  Aggregator:Sources:weather:Url is 'ftp://a.test/': write an absolute http or https address, such as https://api.example.com/price.",
            "  Aggregator:Boards:default:Sources:0 is 'wether': there is no such source; write one of weather.");
    }

    [Fact]
    public async Task Start_OneConfigurationErrorInTheFile_SaysWhich()
    {
        var ending = await WebProcess.RunAsync(
            """{ "Aggregator": { "Sources": { "weather": { "Url": "http://a.test/", "Attempts": 9 } } } }""", AnyFreePort);

        AssertExplained(
            ending,
            BadConfiguration,
            "Aggregator did not start: 1 error in the configuration.",
            "  Aggregator:Sources:weather:Attempts is '9': write a number from 1 to 5.");
    }

    [Theory]
    [InlineData("{ \"Aggregator\": { \"Sources\": { }", "Could not parse the JSON file. ")]
    [InlineData("", "Could not parse the JSON file. ")]
    [InlineData("[]", "Top-level JSON element must be an object. Instead, 'Array' was found.")]
    [InlineData("{ \"Aggregator\": { \"Demo\": 1, \"demo\": 2 } }", "A duplicate key 'Aggregator:demo' was found.")]
    public async Task Start_UnreadableFile_NamesTheFileAndTheProblem(string appSettings, string problem)
    {
        var ending = await WebProcess.RunAsync(appSettings, AnyFreePort);

        var line = Assert.Single(ending.ErrorLines);
        Assert.StartsWith(
            $"Aggregator did not start: the configuration cannot be read. Failed to load configuration from file '{ending.SettingsFile}'. {problem}",
            line,
            StringComparison.Ordinal);
        AssertExplained(ending, BadConfiguration, line);
    }

    [Fact]
    public async Task Start_PortIsTaken_NamesTheAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}";

        var ending = await WebProcess.RunAsync(null, ["--urls", address]);

        AssertExplained(
            ending,
            AddressUnavailable,
            $"Aggregator did not start: Failed to bind to address {address}: address already in use. "
            + "Stop the program that listens there, or choose another port: --urls http://localhost:5081");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:5080/path")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:nope")]
    public async Task Start_AddressThatIsNone_NamesItAndSaysWhatWouldBeRight(string address)
    {
        var ending = await WebProcess.RunAsync(null, ["--urls", $"http://127.0.0.1:0;{address}"]);

        AssertExplained(
            ending,
            BadConfiguration,
            $"Aggregator did not start: '{address}' is no address to listen on. Write one such as --urls http://localhost:5080");
    }

    [Fact]
    public async Task Start_EndpointThatIsNone_NamesItAndSaysWhatWouldBeRight()
    {
        // For Kestrel this would be port 80 of every interface.
        var ending = await WebProcess.RunAsync(null, [], ("Kestrel__Endpoints__main__Url", "http://127.0.0.1:nope"));
        AssertExplained(
            ending,
            BadConfiguration,
            "Aggregator did not start: 'http://127.0.0.1:nope' is no address to listen on. Write one such as --urls http://localhost:5080");
    }

    [Theory]
    [InlineData("8o8o")]
    [InlineData("+8080")]
    public async Task Start_PortThatIsNone_NamesItAndSaysWhatWouldBeRight(string port)
    {
        var ending = await WebProcess.RunAsync(null, [], ("ASPNETCORE_HTTP_PORTS", port));
        AssertExplained(ending, BadConfiguration, $"Aggregator did not start: '{port}' is no port to listen on. Write a number from 0 to 65535.");
    }

    [Theory]
    [InlineData("--urls", "http://localhost:0", "Dynamic port binding")]
    [InlineData("--contentRoot", "/nowhere/at/all", "/nowhere/at/all")]
    [InlineData("--Logging:LogLevel:Default", "Loud", "'Loud'")]
    public async Task Start_WrongServerSetting_IsExplainedInOneLine(string key, string value, string problem)
    {
        var ending = await WebProcess.RunAsync(null, [key, value]);

        var line = Assert.Single(ending.ErrorLines);
        Assert.Contains(problem, line, StringComparison.Ordinal);
        AssertExplained(ending, BadConfiguration, line);
    }

    [Fact]
    public async Task Start_AddressOfAnotherMachine_IsExplained()
    {
        var ending = await WebProcess.RunAsync(null, ["--urls", "http://192.0.2.1:8080"], ("Aggregator__Access__Mode", "Anonymous"));

        var line = Assert.Single(ending.ErrorLines);
        Assert.StartsWith("Aggregator did not start: it may not listen on its address ", line, StringComparison.Ordinal);
        AssertExplained(ending, AddressUnavailable, line);
    }

    [Fact]
    public async Task Start_ProductionWithoutSources_ShowsHowToAddOne()
    {
        var page = await WebProcess.GetAsync("/", ("ASPNETCORE_ENVIRONMENT", "Production"));

        Assert.Contains("No sources yet", page, StringComparison.Ordinal);
        Assert.Contains("Add your first one to <code>appsettings.json</code>", page, StringComparison.Ordinal);
        Assert.Contains("\"Url\": \"https://api.example.com/weather\"", page, StringComparison.Ordinal);
        Assert.Contains("Aggregator:Demo:Enabled", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FromAnotherFolder_FindsItsOwnFilesBesideTheProgram()
    {
        var boards = await WebProcess.GetAsync("/api/boards", ("ASPNETCORE_ENVIRONMENT", "Production"), ("Aggregator__Demo__Enabled", "true"));
        Assert.Contains("\"api-a\"", boards, StringComparison.Ordinal);
    }

    private static void AssertExplained(WebProcess.Ending ending, int exitCode, params string[] lines)
    {
        Assert.Equal(lines, ending.ErrorLines);
        Assert.Equal(exitCode, ending.ExitCode);
        Assert.DoesNotContain("Now listening on", ending.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", ending.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ending.Output, StringComparison.Ordinal);
    }
}
