using System.Runtime.InteropServices;

namespace Aggregator.Soak;

/// <summary>Puts the application under mixed faults and load, and writes what came of it.</summary>
internal static class Command
{
    private const int NotLevelOrNotServed = 1;
    private const int WrongUse = 64;

    public static async Task<int> Main(string[] args)
    {
        if (SoakOptions.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(SoakOptions.Usage);
            return WrongUse;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        var run = await Trial.RunAsync(options, stop.Token);
        if (run is null)
        {
            Console.WriteLine("Ended early; no report.");
            return NotLevelOrNotServed;
        }

        await new Report(options, run).WriteAsync();
        Console.WriteLine($"{(run.IsGood ? "Good" : "Not good")}: see {Path.Combine(options.Output, Report.FileName)}");
        return run.IsGood ? 0 : NotLevelOrNotServed;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
