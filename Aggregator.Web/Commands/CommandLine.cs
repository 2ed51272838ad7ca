namespace Aggregator.Web.Commands;

/// <summary>What the program does instead of serving boards, by its first word.</summary>
internal static class CommandLine
{
    /// <summary>EX_USAGE of sysexits.h.</summary>
    private const int WrongUsage = 64;

    private static readonly IReadOnlyList<Command> All =
    [
        new("new-key", "makes a key for a client, and its hash", Alone(NewKey.Print)),
        new("schema", "prints the JSON schema of the configuration, for editors", Alone(Schema.Print)),
    ];

    /// <summary>Runs the command that is asked for.</summary>
    /// <returns>Its exit code; null where none is asked for, and the application is to start.</returns>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (args is not [var word, .. var rest] || IsOption(word))
        {
            return null;
        }

        return All.FirstOrDefault(command => command.Name.Equals(word, StringComparison.Ordinal)) is { } known
            ? await known.RunAsync(rest)
            : Refuse($"There is no command '{word}'.");
    }

    /// <summary>What .NET configuration reads from the command line: <c>--key value</c>, <c>/key value</c>, <c>key=value</c>.</summary>
    private static bool IsOption(string word) => word.StartsWith('-') || word.StartsWith('/') || word.Contains('=', StringComparison.Ordinal);

    /// <summary>A command that takes no more words.</summary>
    private static Func<string[], Task<int>> Alone(Func<int> run) =>
        rest => Task.FromResult(rest.Length == 0 ? run() : Refuse($"The command takes no more words, and there is '{rest[0]}'."));

    private static int Refuse(string why)
    {
        Console.Error.WriteLine($"{why} The commands are:");
        foreach (var command in All)
        {
            Console.Error.WriteLine($"  {command.Name}  {command.Does}");
        }

        Console.Error.WriteLine("Without a command the application starts; its options begin with --.");
        return WrongUsage;
    }

    private sealed record Command(string Name, string Does, Func<string[], Task<int>> RunAsync);
}
