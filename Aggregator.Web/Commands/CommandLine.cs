using System.CommandLine;

namespace Aggregator.Web.Commands;

/// <summary>What the program does instead of serving boards, by its first word.</summary>
internal static class CommandLine
{
    /// <summary>EX_USAGE of sysexits.h.</summary>
    private const int WrongUsage = 64;

    private static readonly string[] Help = ["--help", "-h", "-?"];

    /// <summary>Runs the command that is asked for.</summary>
    /// <returns>Its exit code; null where none is asked for, and the application is to start.</returns>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (args is not [var word, ..] || (IsOption(word) && !Help.Contains(word, StringComparer.Ordinal)))
        {
            return null;
        }

        var asked = new RootCommand("Shows what many HTTP APIs answer, asked all at once. Without a command the application starts; its options, such as --urls, are those of ASP.NET Core.")
        {
            CheckCommand(), TryCommand(), SchemaCommand(), NewKeyCommand(),
        }.Parse(args);
        var exitCode = await asked.InvokeAsync();
        return asked.Errors.Count > 0 ? WrongUsage : exitCode;
    }

    /// <summary>What .NET configuration reads from the command line: <c>--key value</c>, <c>/key value</c>, <c>key=value</c>.</summary>
    private static bool IsOption(string word) => word.StartsWith('-') || word.StartsWith('/') || word.Contains('=', StringComparison.Ordinal);

    private static Command CheckCommand()
    {
        var live = new Option<bool>("--live") { Description = "Also call each source once, and show what came back." };
        var check = new Command("check", "Reads the configuration as a start would, and says all that is wrong with it. Takes the options of a start, such as --environment Production.")
        {
            live,
        };
        check.TreatUnmatchedTokensAsErrors = false;
        check.SetAction((asked, cancellationToken) => FindWrongOption(asked.UnmatchedTokens) is { } wrong
            ? Task.FromResult(Refuse($"Unrecognized option '{wrong}'. The options are --live, and those of a start with their values, such as --environment Production."))
            : Check.RunAsync(asked.GetValue(live), [.. asked.UnmatchedTokens], cancellationToken));
        return check;
    }

    /// <summary>What is no option of a start: each has a value, <c>--key value</c> or <c>--key=value</c>; a value may begin with a slash, as paths do. .NET would pass over it without a word.</summary>
    private static string? FindWrongOption(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var hasOwnValue = words[i].Contains('=', StringComparison.Ordinal);
            if (!IsOption(words[i]) || (!hasOwnValue && (i + 1 == words.Count || words[i + 1].StartsWith('-'))))
            {
                return words[i];
            }

            i += hasOwnValue ? 0 : 1;
        }

        return null;
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return WrongUsage;
    }

    private static Command TryCommand()
    {
        var url = new Argument<string>("url") { Description = "The address to call." };
        var select = new Option<string?>("--select") { Description = "What to select, as in a source's Select." };
        var format = new Option<string?>("--format") { Description = "What the answer is written in, as in a source's Format." };
        var header = new Option<string[]>("--header") { Description = "A header, \"Name: value\"; the value may be a secret of the configuration, {secret:name}. May be repeated." };
        var json = new Option<string?>("--json") { Description = "A body of JSON, which is posted." };
        var command = new Command("try", "Calls an address as a source would, shows what there is to select, and prints the configuration to paste.")
        {
            url, select, format, header, json,
        };
        command.SetAction((asked, cancellationToken) => Try.RunAsync(
            new TriedSource(asked.GetRequiredValue(url), asked.GetValue(select), asked.GetValue(format), asked.GetValue(header) ?? [], asked.GetValue(json)), cancellationToken));
        return command;
    }

    private static Command SchemaCommand()
    {
        var schema = new Command("schema", "Prints the JSON schema of the configuration, for editors.");
        schema.SetAction(_ => Schema.Print());
        return schema;
    }

    private static Command NewKeyCommand()
    {
        var newKey = new Command("new-key", "Makes a key for a client, and its hash.");
        newKey.SetAction(_ => NewKey.Print());
        return newKey;
    }
}
