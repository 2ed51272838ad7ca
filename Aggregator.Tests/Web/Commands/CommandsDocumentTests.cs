using System.Text.RegularExpressions;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Commands;

/// <summary>The commands print what docs/commands.md shows.</summary>
public sealed partial class CommandsDocumentTests
{
    private const string Prices = """{"data":[{"name":"Bern","price":9},{"name":"Zürich","price":12.5}],"total":21.5}""";

    private const string Settings =
        """
        {
          "Aggregator": {
            "Sources": {
              "bern": { "Url": "https://api.example.com/prices", "Select": "/data/0/price", "Display": { "Format": "0.00", "Unit": "CHF" } },
              "wrong": { "Url": "https://api.example.com/prices", "Select": "/data/price" },
              "gone": { "Url": "https://api.example.com/gone" }
            }
          }
        }
        """;

    [Theory]
    [InlineData("$ try https://api.example.com/prices", 0)]
    [InlineData("$ check", 0)]
    [InlineData("$ check --live", 1)]
    public async Task Command_OfTheDocument_PrintsWhatItShows(string command, int exitCode)
    {
        var example = Repository.Blocks(Repository.Read("docs/commands.md"), "console").Single(block => block.StartsWith($"{command}\n", StringComparison.Ordinal));
        await using var server = new RawServer
        {
            Rest = connection => (connection.Request.Contains(" /gone ", StringComparison.Ordinal) ? Answer.Status(404) : Answer.Json(Prices))(connection),
        };

        var host = server.Url.OriginalString.TrimEnd('/');
        var ending = await WebProcess.RunAsync(WithHost(Settings), [.. WithHost(command).Split(' ')[1..]]);

        Assert.Equal((exitCode, ""), (ending.ExitCode, ending.Error));
        Assert.Equal(Normal(example[(command.Length + 1)..]), Normal(ending.Output.Replace(host, "https://api.example.com", StringComparison.Ordinal)));

        string WithHost(string text) => text.Replace("https://api.example.com", host, StringComparison.Ordinal);
    }

    /// <summary>Without what differs from run to run: times, the revision, the widths of columns, and the name of a source, which is made of its host.</summary>
    private static string Normal(string text) => Varying().Replace(string.Join('\n', text.TrimEnd().Split('\n').Select(line => line.TrimEnd())), match =>
        match.Value.StartsWith("revision", StringComparison.Ordinal) ? "revision" : match.Value is "\"example\"" ? "\"source\"" : match.Value.EndsWith('s') ? "TIME" : " ");

    [GeneratedRegex("revision [0-9a-f]{8}|\"example\"|[0-9.]+ m?s\\b|TIME +|(?<=\\S)  +", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Varying();
}
