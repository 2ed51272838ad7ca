using System.Diagnostics;

namespace Aggregator.Compare;

/// <summary>Programs of others that a comparison needs.</summary>
internal static class Tools
{
    private static readonly string[] Needed = ["nginx", "wrk"];

    /// <summary>What has to be installed before anything can be measured; null where all is there.</summary>
    public static string? Missing() => Needed.Where(tool => !IsThere(tool)).ToList() is { Count: > 0 } missing
        ? $"There is no {string.Join(" and no ", missing)} (Debian: apt-get install nginx-light wrk)."
        : null;

    /// <summary>What has to be installed for a contender; null where all is there.</summary>
    public static async Task<string?> MissingAsync(string contender, string python, CancellationToken cancellationToken) => contender switch
    {
        Contender.Node when !IsThere("node") || !IsThere("npm") => "there is no node or no npm (Debian: apt-get install nodejs npm).",
        Contender.Flask when !await CanImportAsync(python, "flask, httpx, gunicorn", cancellationToken) =>
            $"{python} has not all of flask, httpx and gunicorn (Debian: apt-get install python3-flask python3-httpx gunicorn).",
        Contender.Quart when !await CanImportAsync(python, "quart, httpx, hypercorn", cancellationToken) =>
            $"{python} has not all of quart, httpx and hypercorn (Debian: apt-get install python3-quart python3-httpx python3-hypercorn).",
        _ => null,
    };

    /// <summary>Runs a program to its end, which must be a good one. What it prints is no part of the table.</summary>
    public static async Task RunAsync(string program, string[] arguments, string folder, CancellationToken cancellationToken)
    {
        var exitCode = await ExitCodeAsync(program, arguments, folder, cancellationToken);
        if (exitCode is not 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} in {folder} ended with {exitCode}.");
        }
    }

    private static async Task<bool> CanImportAsync(string python, string modules, CancellationToken cancellationToken) =>
        File.Exists(python) && await ExitCodeAsync(python, ["-c", $"import {modules}"], "/", cancellationToken) is 0;

    private static bool IsThere(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<int> ExitCodeAsync(string program, string[] arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
