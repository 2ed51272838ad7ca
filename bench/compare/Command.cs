using System.Runtime.InteropServices;

namespace Aggregator.Compare;

/// <summary>Measures the application beside its peers, and prints what came of it as Markdown.</summary>
internal static class Command
{
    private const int EndedEarly = 1;
    private const int WrongUse = 64;
    private const int NotThere = 69;

    public static async Task<int> Main(string[] args)
    {
        if (CompareOptions.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(CompareOptions.Usage);
            return WrongUse;
        }

        if (Tools.Missing() is { } missing)
        {
            await Console.Error.WriteLineAsync(missing);
            return NotThere;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await Console.Out.WriteLineAsync(await new Comparison(options, stop.Token).RunAsync());
            return 0;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Ctrl+C reaches the servers, too, which may have ended first.
            await Console.Error.WriteLineAsync("Ended early.");
            return EndedEarly;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
