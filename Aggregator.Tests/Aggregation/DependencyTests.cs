using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Aggregation;

/// <summary>Sources that need each other's answers, what viewers choose, and the elements of lists: over real sockets.</summary>
public sealed class DependencyTests
{
    [Fact]
    public async Task Run_Diamond_TakesItsLongestPathAndEachSourceWaitsForWhatItNeeds()
    {
        await using var top = new AnswerQueue();
        await using var left = new AnswerQueue();
        await using var right = new AnswerQueue();
        await using var bottom = new AnswerQueue();
        await using var host = new BoardHost($$"""
            {
              "Sources": {
                "bottom": { "Url": "{{bottom.Url}}x/{sources.left/value}/{sources.right/value}", "Select": "/value" },
                "left": { "Url": "{{left.Url}}?id={sources.top/value}", "Select": "/value" },
                "right": { "Url": "{{right.Url}}?id={sources.top/value}", "Select": "/value" },
                "top": { "Url": "{{top.Url}}", "Select": "/value" }
              }
            }
            """);

        var run = host.RunAsync();
        top.Give("1");
        left.Give("2");
        right.Give("3");
        bottom.Give("4");
        var result = await run;

        Assert.Equal(["4", "2", "3", "1"], result.Sources.Select(source => source.Value?.GetRawText()));
        var (b, l, r, t) = (result.Sources[0], result.Sources[1], result.Sources[2], result.Sources[3]);
        Assert.All([l, r], middle => Assert.InRange(middle.Start, t.Start + t.Duration, b.Start));
        Assert.True(b.Start >= (l.Start + l.Duration > r.Start + r.Duration ? l.Start + l.Duration : r.Start + r.Duration));
        Assert.Contains("GET /x/2/3 ", Assert.Single(bottom.Requests), StringComparison.Ordinal);
        Assert.Contains("GET /?id=1 ", Assert.Single(left.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DependencyFails_BlamesItAndCallsNothing()
    {
        await using var top = new RawServer(Answer.Status(404));
        await using var next = new RawServer();
        await using var free = new RawServer(Answer.Json("7"));
        await using var host = new BoardHost($$"""
            { "Sources": { "next": { "Url": "{{next.Url}}{sources.top/id}" }, "after": { "Url": "{{next.Url}}{sources.next/id}" }, "top": { "Url": "{{top.Url}}" }, "free": { "Url": "{{free.Url}}" } } }
            """);

        var result = await host.RunAsync();

        var next1 = result.Sources.Single(source => source.Source.Name is "next");
        Assert.Equal((Reason.DependencyFailed, "top", DependencyProblem.NoValue), (next1.Reason, next1.DependencyFailure?.Source?.Name, next1.DependencyFailure?.Problem));
        Assert.Equal("next", result.Sources.Single(source => source.Source.Name is "after").DependencyFailure?.Source?.Name);
        Assert.True(result.Sources.Single(source => source.Source.Name is "free").IsOk);
        Assert.Equal(0, next.Connections);
    }

    [Theory]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":{"a":1}}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":".."}""")]
    [InlineData("""{"id":"."}""")]
    [InlineData("""{"id":"../../admin"}""")]
    [InlineData("""{"id":"x\\..\\admin"}""")]
    [InlineData("""{"other":1}""")]
    public async Task Run_AnswerHasNothingThatCanBeSent_IsDependencyFailed(string answer)
    {
        await using var top = new RawServer(Answer.Json(answer));
        await using var next = new RawServer();
        await using var host = new BoardHost($$"""
            { "Sources": { "next": { "Url": "{{next.Url}}a/{sources.top/id}/b" }, "top": { "Url": "{{top.Url}}" } } }
            """);

        var result = (await host.RunAsync()).Sources.Single(source => source.Source.Name is "next");

        Assert.Equal(Reason.DependencyFailed, result.Reason);
        Assert.Equal(0, next.Connections);
    }

    [Theory]
    [InlineData("x?y#z", "GET /a/x%3Fy%23z/b ")]
    [InlineData("//evil.test/", "GET /a/%2F%2Fevil.test%2F/b ")]
    [InlineData("a\r\nX-Evil: 1", "GET /a/a%0D%0AX-Evil%3A%201/b ")]
    [InlineData("%2e%2e", "GET /a/%252e%252e/b ")]
    public async Task Run_HostileAnswer_StaysOnePartOfThePath(string id, string request)
    {
        await using var top = new RawServer(Answer.Json(System.Text.Json.JsonSerializer.Serialize(new { id })));
        await using var next = new RawServer(Answer.Json("1"));
        await using var host = new BoardHost($$"""
            { "Sources": { "next": { "Url": "{{next.Url}}a/{sources.top/id}/b" }, "top": { "Url": "{{top.Url}}" } } }
            """);

        await host.RunAsync();

        Assert.StartsWith(request, Assert.Single(next.Requests), StringComparison.Ordinal);
        Assert.DoesNotContain("\nX-Evil", next.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TokenOfAnotherSource_IsSentInAHeader()
    {
        await using var login = new RawServer(Answer.Json("""{"token":"abc","user":"ann"}"""));
        await using var data = new RawServer(Answer.Json("1"));
        await using var host = new BoardHost($$"""
            { "Sources": { "data": { "Url": "{{data.Url}}", "Auth": { "Type": "Bearer", "Token": "{sources.login/token}" } }, "login": { "Url": "{{login.Url}}", "Select": "/user", "Body": { "Form": { "user": "a" } } } } }
            """);

        await host.RunAsync();

        Assert.Contains("\r\nAuthorization: Bearer abc\r\n", Assert.Single(data.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Parameters_FillUrlQueryAndBody()
    {
        await using var server = new RawServer(Answer.Json("1"), Answer.Json("2"));
        await using var host = new BoardHost($$"""
            {
              "Sources": { "a": { "Url": "{{server.Url}}{query.city}", "Query": { "c": "in {query.City}" }, "Body": { "Json": { "city": "{query.city}" } } } },
              "Boards": { "default": { "Sources": [ "a" ], "Parameters": { "city": { "Default": "Bern" } } } }
            }
            """);

        await host.RunAsync();
        await host.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["City"] = "Zü\"rich" });

        Assert.StartsWith("POST /Bern?c=in%20Bern ", server.Requests[0], StringComparison.Ordinal);
        Assert.EndsWith("""{"city":"Bern"}""", server.Requests[0], StringComparison.Ordinal);
        Assert.StartsWith("POST /Z%C3%BC%22rich?c=in%20Z%C3%BC%22rich ", server.Requests[1], StringComparison.Ordinal);
        Assert.EndsWith("""{"city":"Z\u00FC\u0022rich"}""", server.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ForEach_CallsAFewAtATimeInTheListsOrderAndOneFailureCostsItsOwnValue()
    {
        var (atOnce, most, gate) = (0, 0, new Lock());
        await using var list = new RawServer(Answer.Json($$"""{"items":[{{string.Join(',', Enumerable.Range(0, 25).Select(i => $$"""{"id":{{i}}}"""))}}]}"""));
        await using var item = new RawServer
        {
            Rest = async connection =>
            {
                lock (gate)
                {
                    most = Math.Max(most, ++atOnce);
                }

                var id = connection.Request.Split(' ')[1][1..];
                lock (gate)
                {
                    atOnce--;
                }

                await (id is "3" ? Answer.Status(404) : Answer.Json(id))(connection);
            },
        };
        await using var host = new BoardHost($$"""
            { "Sources": { "each": { "Url": "{{item.Url}}{item/id}", "ForEach": { "In": "{sources.list/items}", "Max": 20 } }, "list": { "Url": "{{list.Url}}" } } }
            """);

        var result = await host.RunAsync();

        var each = result.Sources.Single(source => source.Source.Name is "each");
        Assert.Equal($"[{string.Join(',', Enumerable.Range(0, 20).Select(i => i == 3 ? "null" : $"{i}"))}]", each.Value?.GetRawText());
        Assert.Equal(20, each.Elements?.Count);
        Assert.Equal(Reason.BadStatus, each.Elements?[3].Reason);
        Assert.InRange(most, 1, 5);
        Assert.Equal(RunStatus.Partial, result.Status);
        Assert.Equal(20, item.Requests.Count);
    }

    [Fact]
    public async Task Run_Fallbacks_StandInInOrderAndTheRunIsPartial()
    {
        await using var down = new RawServer(Answer.Status(404), Answer.Status(404));
        await using var standby = new RawServer(Answer.Json("5"), Answer.Status(404));
        await using var host = new BoardHost($$"""
            {
              "Sources": { "a": { "Url": "{{down.Url}}", "Fallback": { "Source": "b", "Value": "none" } }, "b": { "Url": "{{standby.Url}}" } },
              "Boards": { "default": { "Sources": [ "a" ] } }
            }
            """);

        var first = await host.RunAsync();
        var second = await host.RunAsync();

        Assert.Equal(("5", Reason.BadStatus, "b"), (first.Sources[0].Value?.GetRawText(), first.Sources[0].Substitute?.Missing, first.Sources[0].Substitute?.Source?.Name));
        Assert.Equal(2, first.Sources[0].Attempts.Count);
        Assert.Equal(("\"none\"", Reason.BadStatus, null), (second.Sources[0].Value?.GetRawText(), second.Sources[0].Substitute?.Missing, second.Sources[0].Substitute?.Source));
        Assert.All([first, second], run => Assert.Equal(RunStatus.Partial, run.Status));
    }

    [Fact]
    public async Task Run_CallsWithOtherInputs_AreNeverShared()
    {
        await using var server = new AnswerQueue();
        await using var host = new BoardHost($$"""
            {
              "Sources": { "a": { "Url": "{{server.Url}}{query.city}", "Select": "/value" } },
              "Boards": { "default": { "Sources": [ "a" ], "Parameters": { "city": { "Default": "Bern" } } } }
            }
            """);

        Task<AggregateResult> RunForAsync(string city) => host.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["city"] = city });
        Task<AggregateResult>[] runs = [RunForAsync("Bern"), RunForAsync("Basel"), RunForAsync("Bern")];
        server.Give("1");
        server.Give("2");
        var results = await Task.WhenAll(runs);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(results[0].Sources[0].Value?.GetRawText(), results[2].Sources[0].Value?.GetRawText());
        Assert.NotEqual(results[0].Sources[0].Value?.GetRawText(), results[1].Sources[0].Value?.GetRawText());
    }
}
