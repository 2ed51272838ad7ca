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
    public async Task Check_SeveralThingsAreWrongWithEachSource_StandTogether()
    {
        var ending = await WebProcess.RunAsync(
            """{ "Aggregator": { "Sources": { "a": { "Url": "ftp://a.test/", "Auth": { "Type": "Bearer" } }, "b": { "Url": "ftp://b.test/", "Auth": { "Type": "Bearer" } } } } }""", ["check"]);

        Assert.Equal(
            ["Aggregator:Sources:a:Url", "Aggregator:Sources:a:Auth:Token", "Aggregator:Sources:b:Url", "Aggregator:Sources:b:Auth:Token"],
            ending.ErrorLines.Skip(1).Select(line => line.Trim().Split(' ')[0]));
    }

    [Theory]
    [InlineData("--lve")]
    [InlineData("live")]
    [InlineData("--environment")]
    public async Task Check_WordThatIsNoOption_IsNotPassedOver(string word)
    {
        var ending = await WebProcess.RunAsync(null, ["check", word]);

        Assert.Equal((64, ""), (ending.ExitCode, ending.Output));
        Assert.StartsWith($"Unrecognized option '{word}'.", ending.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoSource_SaysWhereItWasLookedFor()
    {
        var ending = await WebProcess.RunAsync("""{ "Agregator": { } }""", ["check"]);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Contains($"of {Path.GetDirectoryName(ending.SettingsFile)}", ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OptionsOfAStart_Count()
    {
        var ending = await WebProcess.RunAsync(null, ["check", "--urls", "http://0.0.0.0:5080"]);

        Assert.Equal(78, ending.ExitCode);
        Assert.Contains("Aggregator:Access:Mode is missing", ending.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("=")]
    public async Task Check_ContentRoot_MayStandBehindABlankOrAnEqualsSign(string between)
    {
        using var folder = new SettingsFolder("""{ "Sources": { "a": { "Url": "http://a.test/" }, "b": { "Url": "http://b.test/" } } }""");

        var ending = await WebProcess.RunAsync(null, ["check", .. $"--contentRoot{between}{folder.Path}".Split(' ')]);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.StartsWith("The configuration is valid: 2 sources, 1 board,", ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_KeyInTheQuery_IsSentAndNotPrinted()
    {
        await using var server = new RawServer(Answer.Json("""{"a":1}"""));

        var ending = await WebProcess.RunAsync(null, ["try", $"{server.Url}?city=Bern&key={Secret[..3]}&api_key={Secret}&x=%26&sig=", "--select", "/a"]);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.StartsWith($"GET /?city=Bern&key={Secret[..3]}&api_key={Secret}&x=%26&sig= ", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.Contains($"""
            "Url": "{server.Url}?city=Bern&key={"{secret:sourcekey}"}&api_key={"{secret:sourceapikey}"}&x=%26&sig="
            """, ending.Output, StringComparison.Ordinal);
        Assert.Contains("as Aggregator__Secrets__sourceapikey, without the %-encoding of an address.", ending.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckLive_Demo_CallsItsOwnApis()
    {
        var ending = await WebProcess.RunAsync(null, ["check", "--live"], ("ASPNETCORE_ENVIRONMENT", "Development"));

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Contains("Every source has a value.", ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckLive_SourcesThatNeedOthers_AreCalledWithWhatTheyNeed()
    {
        await using var server = new RawServer
        {
            Rest = connection => (connection.Request.Split(' ')[1] switch
            {
                "/login" => Answer.Json("""{"id":7,"shown":"ok"}"""),
                "/orders/7/Bern" => Answer.Json("[1,2,3]"),
                "/each/2" => Answer.Status(404),
                "/each/1" or "/each/3" => Answer.Json("5"),
                "/standby/Bern" => Answer.Json("9"),
                "/after/9" => Answer.Json("10"),
                _ => Answer.Status(500),
            })(connection),
        };

        var ending = await WebProcess.RunAsync(
            $$"""
            {
              "Aggregator": {
                "Sources": {
                  "after": { "Url": "{{server.Url}}after/{sources.down}" },
                  "down": { "Url": "{{server.Url}}down", "Attempts": 1, "Fallback": { "Source": "standby" } },
                  "each": { "Url": "{{server.Url}}each/{item}", "ForEach": { "In": "{sources.orders}" } },
                  "login": { "Url": "{{server.Url}}login", "Select": "/shown" },
                  "nowhere": { "Url": "{{server.Url}}nowhere/{query.other}" },
                  "orders": { "Url": "{{server.Url}}orders/{sources.login/id}/{query.city}" },
                  "standby": { "Url": "{{server.Url}}standby/{query.city}" },
                  "waits": { "Url": "{{server.Url}}waits/{sources.login/gone}" }
                },
                "Boards": { "default": { "Sources": [ "after", "down", "each", "login", "orders", "waits" ], "Parameters": { "city": { "Default": "Bern" } } } }
              }
            }
            """,
            ["check", "--live"]);

        Assert.Equal((1, ""), (ending.ExitCode, ending.Error));
        var status = ending.Output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 1).ToLookup(words => words[0], words => words[1], StringComparer.Ordinal);
        Assert.Equal(
            "after ok, down bad-status, each ok, login ok, nowhere dependency-failed, orders ok, standby ok, waits dependency-failed",
            string.Join(", ", status.Where(line => line.Key is not ("SOURCE" or "The") && !line.Key.Contains(':', StringComparison.Ordinal)).Take(8).Select(line => $"{line.Key} {line.First()}")));
        Assert.Contains("each: 2 of 3 elements have a value. The API answered with the status 404.", ending.Output, StringComparison.Ordinal);
        Assert.Contains("down: The API answered with the status 500.", ending.Output, StringComparison.Ordinal);
        Assert.Contains("waits: The call needs a part of the answer of login, and there is nothing that can be sent.", ending.Output, StringComparison.Ordinal);
        Assert.Contains("3 of 8 sources have no value.", ending.Output, StringComparison.Ordinal);
        Assert.Equal(8, server.Requests.Count);
    }

    [Fact]
    public async Task Try_SecretOfTheConfiguration_IsSentAndNotPrinted()
    {
        await using var server = new RawServer(Answer.Json("""{"a":1}"""));

        var ending = await WebProcess.RunAsync(
            $$"""{ "Aggregator": { "Secrets": { "crm": "{{Secret}}" } } }""",
            ["try", server.Url.OriginalString, "--select", "/a", "--header", "Authorization: Bearer {secret:crm}", "--header", "X-Key: plain-c4n4ry", "--header", "Accept-Language: de"]);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Contains($"Authorization: Bearer {Secret}\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.Contains("""
            "Authorization": "Bearer {secret:crm}"
            """, ending.Output, StringComparison.Ordinal);
        Assert.Contains("""
            "X-Key": "{secret:sourceXKey}"
            """, ending.Output, StringComparison.Ordinal);
        Assert.Contains("""
            "Accept-Language": "de"
            """, ending.Output, StringComparison.Ordinal);
        Assert.Contains("as Aggregator__Secrets__sourceXKey, without the %-encoding of an address.", ending.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_SecretOfTheSecretsFolder_IsSent()
    {
        var folder = Directory.CreateTempSubdirectory("aggregator-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Aggregator__Secrets__crm"), Secret, TestContext.Current.CancellationToken);
            await using var server = new RawServer(Answer.Json("1"));

            var ending = await WebProcess.RunAsync(
                null, ["try", server.Url.OriginalString, "--header", "X-Key: {secret:crm}"], ("Aggregator__Hosting__SecretsFolder", folder.FullName));

            Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
            Assert.Contains($"X-Key: {Secret}\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
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
