using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Aggregation;

/// <summary>What stands in for sources without a value, over real sockets.</summary>
public sealed class FallbackTests
{
    [Fact]
    public async Task Run_StandbyOnTheSameBoard_IsCalledOnceForBoth()
    {
        await using var down = new RawServer(Answer.Status(404));
        await using var standby = new RawServer(Answer.Json("5"));
        await using var host = new BoardHost($$"""
            { "Sources": { "a": { "Url": "{{down.Url}}", "Fallback": { "Source": "b" } }, "b": { "Url": "{{standby.Url}}", "Coalesce": false } } }
            """);

        var result = await host.RunAsync();

        Assert.Equal(["5", "5"], result.Sources.Select(source => source.Value?.GetRawText()));
        Assert.Single(standby.Requests);
        Assert.Single(result.Sources[0].Attempts);
        Assert.Equal(404, result.Sources[0].HttpStatus);
        Assert.Equal(result.Sources[0].Duration + result.Sources[1].Duration, result.Sequential);
    }

    [Fact]
    public async Task Run_ChainOfStandbys_NamesTheLastOneAndAddsUpTheirTimes()
    {
        await using var down = new RawServer { Rest = Answer.Status(404) };
        await using var last = new RawServer(Answer.Json("7"));
        await using var host = new BoardHost($$"""
            {
              "Sources": {
                "a": { "Url": "{{down.Url}}", "Required": true, "Fallback": { "Source": "b", "Value": 1 } },
                "b": { "Url": "{{down.Url}}b", "Fallback": { "Source": "c" } },
                "c": { "Url": "{{last.Url}}" }
              },
              "Boards": { "default": { "Sources": [ "a" ] } }
            }
            """);

        var result = await host.RunAsync();

        var a = result.Sources[0];
        Assert.Equal(("7", "c", Reason.BadStatus), (a.Value?.GetRawText(), a.Substitute?.Source?.Name, a.Substitute?.Missing));
        Assert.Equal([Reason.BadStatus, Reason.BadStatus, null], a.Attempts.Select(attempt => attempt.Failure));
        Assert.InRange(a.Sequential, TimeSpan.Zero, a.Duration);
        Assert.Equal(RunStatus.Partial, result.Status);
    }

    [Theory]
    [InlineData("""{ "rate": "1.50", "from": "n/a" }""", """{"from":"n/a","rate":1.50}""")]
    [InlineData("\"[1, 2]\"", "[1, 2]")]
    [InlineData("0.50", "0.50")]
    [InlineData("\"closed\"", "\"closed\"")]
    [InlineData("\"{secret:x} {query.y}\"", "\"{secret:x} {query.y}\"")]
    [InlineData("false", "false")]
    public async Task Run_FixedValue_IsAsItIsWritten(string written, string value)
    {
        await using var down = new RawServer(Answer.Status(404));
        await using var host = new BoardHost($$"""{ "Sources": { "a": { "Url": "{{down.Url}}", "Fallback": { "Value": {{written}} } } } }""");

        var a = (await host.RunAsync()).Sources[0];

        Assert.Equal((value, Reason.BadStatus, null), (a.Value?.GetRawText(), a.Substitute?.Missing, a.Substitute?.Source));
    }

    [Fact]
    public async Task Run_StandbyWithAParameter_IsCalledWithWhatTheViewerChose()
    {
        await using var down = new RawServer(Answer.Status(404));
        await using var standby = new RawServer(Answer.Json("5"));
        await using var host = new BoardHost($$"""
            {
              "Sources": { "a": { "Url": "{{down.Url}}", "Fallback": { "Source": "b" } }, "b": { "Url": "{{standby.Url}}{query.city}" } },
              "Boards": { "default": { "Sources": [ "a" ], "Parameters": { "city": { "Default": "Bern" } } } }
            }
            """);

        await host.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["city"] = "Basel" });

        Assert.StartsWith("GET /Basel ", Assert.Single(standby.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PausedSource_IsStoodInForAtOnce()
    {
        await using var down = new RawServer { Rest = Answer.Status(500) };
        await using var host = new BoardHost($$"""
            { "Sources": { "a": { "Url": "{{down.Url}}", "Attempts": 1, "CircuitBreaker": { "MinimumThroughput": 2 }, "Fallback": { "Value": 0 } } } }
            """);
        await host.RunAsync();
        await host.RunAsync();

        var a = (await host.RunAsync()).Sources[0];

        Assert.Equal((Reason.CircuitOpen, "0", 0), (a.Substitute?.Missing, a.Value?.GetRawText(), a.Attempts.Count));
        Assert.Equal(2, down.Requests.Count);
    }

    [Fact]
    public async Task Run_SomebodyNeedsASourceThatIsStoodInFor_GetsTheValueAndNoPartOfAnAnswer()
    {
        await using var down = new RawServer(Answer.Status(404));
        await using var next = new RawServer(Answer.Json("1"));
        await using var host = new BoardHost($$"""
            {
              "Sources": {
                "a": { "Url": "{{down.Url}}", "Fallback": { "Value": 42 } },
                "whole": { "Url": "{{next.Url}}{sources.a}" },
                "part": { "Url": "{{next.Url}}{sources.a/id}" }
              }
            }
            """);

        var result = await host.RunAsync();

        Assert.StartsWith("GET /42 ", Assert.Single(next.Requests), StringComparison.Ordinal);
        Assert.Equal(new DependencyFailure(DependencyProblem.NothingToSend, result.Sources[0].Source), result.Sources.Single(source => !source.IsOk).DependencyFailure);
    }
}
