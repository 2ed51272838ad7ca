using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Schema_Printed_IsTheFileThatIsPublished()
    {
        var ending = await WebProcess.RunAsync(null, ["schema"]);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Equal(Repository.Read("Aggregator.Web/aggregator.schema.json"), ending.Output);
    }

    [Theory]
    [InlineData("There is no command 'shcema'.", "shcema")]
    [InlineData("The command takes no more words, and there is '--help'.", "schema", "--help")]
    public async Task WrongCommand_IsNotStarted_AndTheCommandsAreListed(string why, params string[] words)
    {
        var ending = await WebProcess.RunAsync(null, words);

        Assert.Equal((64, ""), (ending.ExitCode, ending.Output));
        Assert.Equal($"{why} The commands are:", ending.ErrorLines[0]);
        Assert.Contains("  schema  prints the JSON schema of the configuration, for editors", ending.ErrorLines);
    }
}
