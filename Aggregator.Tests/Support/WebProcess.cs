using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Aggregator.Tests.Support;

/// <summary>The application as a process of its own, in an empty folder, as somebody starts it who has only just installed it.</summary>
internal sealed partial class WebProcess : IDisposable
{
    private const string OnlyFreePort = "http://127.0.0.1:0";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aggregator-");
    private readonly Process _process;

    private WebProcess(string? appSettings, string[] arguments, (string Key, string Value)[] environment)
    {
        if (appSettings is not null)
        {
            File.WriteAllText(SettingsFile, appSettings);
        }

        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Set(start, environment);
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    /// <summary>What <c>dotnet</c> runs.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Aggregator.Web.dll");

    private string SettingsFile => Path.Combine(_folder.FullName, "appsettings.json");

    /// <summary>Starts the application, which is expected to end by itself.</summary>
    public static async Task<Ending> RunAsync(string? appSettings, string[] arguments, params (string Key, string Value)[] environment)
    {
        using var limit = Limit();
        using var web = new WebProcess(appSettings, arguments, environment);
        var output = web._process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = web._process.StandardError.ReadToEndAsync(limit.Token);
        await web._process.WaitForExitAsync(limit.Token);
        return new Ending(web._process.ExitCode, await output, await error, web.SettingsFile);
    }

    /// <summary>Starts the application on a port of its own and asks it for a page.</summary>
    public static async Task<string> GetAsync(string path, params (string Key, string Value)[] environment)
    {
        using var limit = Limit();
        using var web = new WebProcess(null, ["--urls", OnlyFreePort], environment);
        var address = Match.Empty;
        while (!address.Success)
        {
            address = Listening().Match(await web._process.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new InvalidOperationException(await web._process.StandardError.ReadToEndAsync(limit.Token)));
        }

        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address.Groups["address"].Value), path));
        using var response = await client.SendAsync(request, limit.Token);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(limit.Token);
    }

    /// <summary>These settings and none that happen to be in this process's environment.</summary>
    public static void Set(ProcessStartInfo start, params (string Key, string Value)[] environment)
    {
        foreach (var key in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(key);
        }

        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex("Now listening on: (?<address>http://[0-9.:]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();

    private static bool IsSetting(string key) =>
        key.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("Aggregator__", StringComparison.OrdinalIgnoreCase)
        || key.EndsWith("_PORTS", StringComparison.OrdinalIgnoreCase)
        || key.Equals("URLS", StringComparison.OrdinalIgnoreCase);

    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        return limit;
    }

    /// <summary>How the process ended.</summary>
    /// <param name="ExitCode">Its exit code.</param>
    /// <param name="Output">What it wrote to its standard output.</param>
    /// <param name="Error">What it wrote to its standard error.</param>
    /// <param name="SettingsFile">Where its appsettings.json stood.</param>
    public sealed record Ending(int ExitCode, string Output, string Error, string SettingsFile)
    {
        /// <summary>What it wrote to its standard error, line by line.</summary>
        public IReadOnlyList<string> ErrorLines => Error.TrimEnd().Split(Environment.NewLine);
    }
}
