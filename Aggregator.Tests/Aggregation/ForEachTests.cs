using System.Text.Json;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Aggregation;

/// <summary>Sources that are called for each element of a list, over real sockets.</summary>
public sealed class ForEachTests
{
    [Theory]
    [InlineData("[]", "[]", 0)]
    [InlineData("[1]", "[\"1\"]", 1)]
    [InlineData("[true,\"x\",2.50]", "[\"true\",\"x\",\"2.50\"]", 3)]
    public async Task Run_List_IsCalledForEachElementByItsOwnText(string list, string value, int calls)
    {
        await using var echo = Echo();

        var each = await RunAsync(echo, list);

        Assert.Equal((value, calls), (each.Value?.GetRawText(), each.Elements?.Count));
        Assert.Equal(calls, echo.Requests.Count);
        Assert.True(each.IsWhole);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"1,2\"")]
    [InlineData("7")]
    public async Task Run_NoList_IsDependencyFailed(string list)
    {
        await using var echo = Echo();

        var each = await RunAsync(echo, list);

        Assert.Equal((Reason.DependencyFailed, "list", DependencyProblem.NoList), (each.Reason, each.DependencyFailure?.Source?.Name, each.DependencyFailure?.Problem));
        Assert.Empty(echo.Requests);
    }

    [Theory]
    [InlineData("/id")]
    [InlineData("$.id")]
    [InlineData("$..id")]
    public async Task Run_PartOfAnElement_MayBeMissingInSome(string selector)
    {
        await using var echo = Echo();

        var each = await RunAsync(echo, """[{"id":1},{"x":2},3,null,{"id":null},{"id":{"a":1}},{"id":""},{"id":".."},{"id":"../x"},{"id":"x?y#z"},{"id":"\r\nX: 1"}]""", selector);

        Assert.Equal(["1", null, null, null, null, null, null, null, null, "x?y#z", "\r\nX: 1"], each.Value!.Value.EnumerateArray().Select(value => value.GetString()));
        Assert.Equal([0, 9, 10], each.Elements!.Index().Where(element => element.Item.IsOk).Select(element => element.Index));
        Assert.All(each.Elements!.Where(element => !element.IsOk), element => Assert.Equal(Reason.DependencyFailed, element.Reason));
        Assert.Equal(3, echo.Requests.Count);
    }

    [Fact]
    public async Task Run_ElementThatAPathCannotWorkWith_CostsItsOwnValue()
    {
        await using var echo = Echo();
        var large = $"[{string.Join(',', Enumerable.Repeat("0", 100_001))}]";

        var each = await RunAsync(echo, $$"""[{"id":1},{"many":{{large}}},{"id":3}]""", "$..id");

        Assert.Equal("[\"1\",null,\"3\"]", each.Value?.GetRawText());
        Assert.Equal(Reason.DependencyFailed, each.Elements?[1].Reason);
    }

    [Fact]
    public async Task Run_EveryElementFails_FailsAsTheFirstOne()
    {
        await using var echo = Echo();

        var each = await RunAsync(echo, """[{"x":1},{"x":2}]""", "/id");

        Assert.Equal((Reason.DependencyFailed, "list", null), (each.Reason, each.DependencyFailure?.Source?.Name, each.Value));
        Assert.Equal(2, each.Elements?.Count);
    }

    [Fact]
    public async Task Run_ListBeyondMax_IsCutAndSaysSo()
    {
        await using var echo = Echo();

        var each = await RunAsync(echo, "[1,2,3,4,5]", more: "\"Max\": 2, ");

        Assert.Equal(("[\"1\",\"2\"]", 3, true), (each.Value?.GetRawText(), each.LeftOut, each.IsWhole));
    }

    [Fact]
    public async Task Run_ValuesTogetherTooLarge_AreCutOffInTheListsOrder()
    {
        var text = new string('x', 100_000);
        await using var large = new RawServer { Rest = Answer.Json($"\"{text}\"") };

        var each = await RunAsync(large, "[1,2,3,4,5,6,7,8,9,10,11,12]");

        Assert.Equal((12, 10), (each.Value?.GetArrayLength(), each.Value?.EnumerateArray().Count(value => value.ValueKind is JsonValueKind.String)));
        Assert.Equal([10, 11], each.Elements!.Index().Where(element => element.Item.Reason is Reason.TooLarge).Select(element => element.Index));
        Assert.Equal([null, null], each.Elements!.Skip(10).Select(element => element.Value));
    }

    [Fact]
    public async Task Run_OneElementFails_TheOthersAreStillAddedUp()
    {
        await using var numbers = new RawServer { Rest = connection => (connection.Request.StartsWith("GET /3 ", StringComparison.Ordinal) ? Answer.Status(404) : Answer.Json("0.1"))(connection) };
        await using var list = new RawServer(Answer.Json($"[{string.Join(',', Enumerable.Range(1, 20))}]"));
        await using var host = new BoardHost($$"""
            {
              "Sources": { "each": { "Url": "{{numbers.Url}}{item}", "ForEach": { "In": "{sources.list$[*]}" } }, "list": { "Url": "{{list.Url}}", "Select": "/0" } },
              "Boards": { "default": { "Sources": [ "each", "list" ], "Combine": "Sum", "Weights": { "each": 2, "list": 0 } } }
            }
            """);

        var result = await host.RunAsync();

        Assert.Equal((RunStatus.Partial, "3.8"), (result.Status, result.Result.Value?.GetRawText()));
        Assert.Equal(20, result.Sources[0].Value?.GetArrayLength());
        Assert.Equal(JsonValueKind.Null, result.Sources[0].Value?[2].ValueKind);
    }

    [Fact]
    public async Task Run_ElementOfAnotherListFails_CostsTheOneThatNeedsItAndNoOther()
    {
        await using var server = new RawServer { Rest = connection => (connection.Request.StartsWith("GET /a/2 ", StringComparison.Ordinal) ? Answer.Status(404) : Answer.Json("7"))(connection) };
        await using var list = new RawServer(Answer.Json("[1,2,3]"));
        await using var host = new BoardHost($$"""
            {
              "Sources": {
                "b": { "Url": "{{server.Url}}b/{item}", "ForEach": { "In": "{sources.a}" }, "Coalesce": false },
                "a": { "Url": "{{server.Url}}a/{item}", "ForEach": { "In": "{sources.list}" } },
                "list": { "Url": "{{list.Url}}" }
              }
            }
            """);

        var b = (await host.RunAsync()).Sources.Single(source => source.Source.Name is "b");

        Assert.Equal("[7,null,7]", b.Value?.GetRawText());
        Assert.Equal((Reason.DependencyFailed, "a"), (b.Elements?[1].Reason, b.Elements?[1].DependencyFailure?.Source?.Name));
        Assert.Equal(2, server.Requests.Count(request => request.StartsWith("GET /b/7 ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Run_ListOfAnotherList_IsTheListOfItsValues()
    {
        await using var echo = Echo();
        await using var list = new RawServer(Answer.Json("[1,2]"));
        await using var host = new BoardHost($$"""
            {
              "Sources": {
                "second": { "Url": "{{echo.Url}}2-{item}", "ForEach": { "In": "{sources.first}" } },
                "first": { "Url": "{{echo.Url}}1-{item}", "ForEach": { "In": "{sources.list}" } },
                "list": { "Url": "{{list.Url}}" }
              }
            }
            """);

        var result = await host.RunAsync();

        Assert.Equal("""["2-1-1","2-1-2"]""", result.Sources.Single(source => source.Source.Name is "second").Value?.GetRawText());
        Assert.Equal(RunStatus.Complete, result.Status);
    }

    /// <summary>Answers with the last part of the path, as a text.</summary>
    private static RawServer Echo() => new()
    {
        Rest = connection => Answer.Json(JsonSerializer.Serialize(Uri.UnescapeDataString(connection.Request.Split(' ')[1][1..])))(connection),
    };

    private static async Task<SourceResult> RunAsync(RawServer server, string list, string selector = "", string more = "")
    {
        await using var lists = new RawServer(Answer.Json(list));
        await using var host = new BoardHost($$"""
            { "Sources": { "each": { "Url": "{{server.Url}}{item{{selector}}}", "ForEach": { {{more}}"In": "{sources.list}" } }, "list": { "Url": "{{lists.Url}}" } } }
            """);
        return (await host.RunAsync()).Sources.Single(source => source.Source.Name is "each");
    }
}
