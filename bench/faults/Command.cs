using System.Globalization;

namespace Aggregator.Faults;

/// <summary>Starts the server for people, and says what there is.</summary>
internal static class Command
{
    private const int WrongUse = 64;

    public static async Task<int> Main(string[] args)
    {
        var port = 5090;
        string? configuration = null;
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            if (args[i] is "--configuration" && value is not null)
            {
                configuration = value;
            }
            else if (args[i] is not "--port" || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out port))
            {
                await Console.Error.WriteLineAsync("Usage: dotnet run --project bench/faults -- [--port 5090] [--configuration FILE]");
                return WrongUse;
            }
        }

        await using var server = await FaultServer.StartAsync(port);
        foreach (var (behaviour, url) in server.Addresses)
        {
            Console.WriteLine($"{url,-50} {behaviour.Reason ?? "ok",-25} {behaviour.What}");
        }

        if (configuration is not null)
        {
            await BoardFile.WriteAsync(server, configuration);
            Console.WriteLine($"A board of all of them: {configuration}");
        }

        var stopped = new TaskCompletionSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stopped.TrySetResult();
        };
        Console.WriteLine("Ctrl+C ends it.");
        await stopped.Task;
        return 0;
    }
}
