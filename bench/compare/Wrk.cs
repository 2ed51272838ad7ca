using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Aggregator.Compare;

/// <summary>The program that plays the viewers.</summary>
internal static class Wrk
{
    private const int MostThreads = 2;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>So many viewers ask for the page, each anew as soon as it has come; what wrk says of that, in JSON.</summary>
    /// <param name="page">The page.</param>
    /// <param name="viewers">How many.</param>
    /// <param name="time">How long.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<JsonElement> RunAsync(Uri page, int viewers, TimeSpan time, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "wrk",
            [
                $"-t{Text(Math.Min(viewers, MostThreads))}", $"-c{Text(viewers)}", $"-d{Text(time.TotalSeconds)}s", $"--timeout={Text(Timeout.TotalSeconds)}s",
                "-s", Path.Combine(AppContext.BaseDirectory, "report.lua"), page.OriginalString,
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var wrk = Process.Start(start) ?? throw new InvalidOperationException("wrk did not start.");
        try
        {
            var output = await wrk.StandardOutput.ReadToEndAsync(cancellationToken);
            await wrk.WaitForExitAsync(cancellationToken);
            return Array.Find(output.Split('\n'), line => line.StartsWith('{')) is { } line
                ? JsonElement.Parse(line)
                : throw new InvalidOperationException($"wrk says: {output}");
        }
        catch (OperationCanceledException)
        {
            wrk.Kill();
            throw;
        }
    }

    private static string Text(double number) => Math.Ceiling(number).ToString(CultureInfo.InvariantCulture);
}
