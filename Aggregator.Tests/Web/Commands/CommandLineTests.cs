using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Commands;

public sealed class CommandLineTests
{
    private const string Secret = "c4n4ry-0f-the-c0mm4nd-line";

    [Fact]
    public async Task Schema_Printed_IsTheFileThatIsPublished()
    {
        var ending = await WebProcess.RunAsync(null, ["schema"]);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Equal(Repository.Read("Aggregator.Web/aggregator.schema.json"), ending.Output);
    }

    [Theory]
    [InlineData("Unrecognized command or argument 'shcema'.", "shcema")]
    [InlineData("Unrecognized command or argument 'more'.", "schema", "more")]
    [InlineData("Required argument 'url' missing for command: 'try'.", "try")]
    public async Task WrongCommand_IsNotStarted_AndHelpIsShown(string why, params string[] words)
    {
        var ending = await WebProcess.RunAsync(null, words);

        Assert.Equal(64, ending.ExitCode);
        Assert.Contains(why, ending.ErrorLines);
        Assert.Contains("Usage:", ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WrongConfiguration_ListsEveryErrorAndFails()
    {
        var ending = await WebProcess.RunAsync("""{ "Aggregator": { "Sources": { "a": { "Url": "ftp://a.test/", "Timeout": "5" } } } }""", ["check"]);

        Assert.Equal((78, ""), (ending.ExitCode, ending.Output));
        Assert.Equal("The configuration is not valid: 2 errors in the configuration.", ending.ErrorLines[0]);
        Assert.Equal(3, ending.ErrorLines.Count);
    }

    [Fact]
    public async Task Check_OptionsOfAStart_Count()
    {
        var ending = await WebProcess.RunAsync(null, ["check", "--urls", "http://0.0.0.0:5080"]);

        Assert.Equal(78, ending.ExitCode);
        Assert.Contains("Aggregator:Access:Mode is missing", ending.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckLive_Demo_CallsItsOwnApis()
    {
        var ending = await WebProcess.RunAsync(null, ["check", "--live"], ("ASPNETCORE_ENVIRONMENT", "Development"));

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Contains("Every source has a value.", ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_SecretOfTheConfiguration_IsSentAndNotPrinted()
    {
        await using var server = new RawServer(Answer.Json("""{"a":1}"""));

        var ending = await WebProcess.RunAsync(
            $$"""{ "Aggregator": { "Secrets": { "crm": "{{Secret}}" } } }""",
            ["try", server.Url.OriginalString, "--select", "/a", "--header", "Authorization: Bearer {secret:crm}", "--header", "X-Key: plain-c4n4ry"]);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Contains($"Authorization: Bearer {Secret}\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.Contains("""
            "Authorization": "Bearer {secret:crm}"
            """, ending.Output, StringComparison.Ordinal);
        Assert.Contains("""
            "X-Key": "{secret:source}"
            """, ending.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", ending.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://a.test/", "write an absolute http or https address")]
    [InlineData("/demo/random", "which is off")]
    [InlineData("http://169.254.169.254/", "is never called")]
    public async Task Try_WhatNoSourceCanCall_SaysWhatWouldBeRight(string url, string why)
    {
        var ending = await WebProcess.RunAsync(null, ["try", url]);

        Assert.Equal((78, ""), (ending.ExitCode, ending.Output));
        Assert.Contains(why, ending.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_HostileAnswer_DoesNotActOnATerminal()
    {
        await using var server = new RawServer(Answer.Json("""{"a\u001b[31m":"[red]\u001b]0;x\u0007"}"""));

        var ending = await WebProcess.RunAsync(null, ["try", server.Url.OriginalString]);

        Assert.Equal(0, ending.ExitCode);
        Assert.DoesNotContain('\u001b', ending.Output);
        Assert.DoesNotContain('\u0007', ending.Output);
        Assert.Contains("[red]", ending.Output, StringComparison.Ordinal);
    }
}
