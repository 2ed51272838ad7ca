using System.Diagnostics;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Samples;

/// <summary>A program below docs/samples, built as a team would build it, as a process of its own.</summary>
internal sealed class SampleProgram : IDisposable
{
    private const string Listening = "Now listening on: ";

    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!);

    private readonly Process _process;

    private SampleProgram(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Builds it on what the tests were built on; a second time there is little to do.</summary>
    public static async Task BuildAsync(string name)
    {
        // Nothing of the build outlives it: who reads its output would wait for that, too.
        string[] arguments = ["build", Folder(name), "-c", Configuration, "--no-dependencies", "-nodeReuse:false", "-p:UseSharedCompilation=false"];
        var (exitCode, output) = await RunAsync(arguments);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>Starts it on a port of its own.</summary>
    public static async Task<SampleProgram> StartAsync(string name, params (string Key, string Value)[] environment)
    {
        using var limit = Limit();
        var process = Start(Arguments(name), environment);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Split(Listening) is [_, var address, ..])
            {
                return new SampleProgram(process, new Uri(address.Split('"')[0]));
            }
        }

        using (process)
        {
            throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(limit.Token));
        }
    }

    /// <summary>Starts it, expecting that it ends by itself; answers with all that it wrote.</summary>
    public static Task<(int ExitCode, string Output)> RunToItsEndAsync(string name, params (string Key, string Value)[] environment) => RunAsync(Arguments(name), environment);

    /// <summary>What it answers to a viewer whom a proxy has signed in.</summary>
    public async Task<string> GetAsync(string path, string user)
    {
        using var viewer = await RawClient.GetAsync(Address, path, TestContext.Current.CancellationToken, $"X-Forwarded-User: {user}");
        return await viewer.UntilEndAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Folder(string name) => Path.Combine(Repository.Root, "docs", "samples", name);

    private static string[] Arguments(string name) =>
        [Path.Combine(Folder(name), "bin", Configuration, "net10.0", $"{name}.dll"), "--urls", "http://127.0.0.1:0", "--contentRoot", Folder(name)];

    private static Process Start(string[] arguments, (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        WebProcess.Set(start, environment);
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, params (string Key, string Value)[] environment)
    {
        using var limit = Limit();
        using var process = Start(arguments, environment);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Generous: a build on a machine that does much else.</summary>
    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        return limit;
    }
}
