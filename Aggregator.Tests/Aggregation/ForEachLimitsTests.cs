using System.Text.Json;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Aggregation;

/// <summary>What holds for each call of a list as for any other: the circuit breaker, the source's own limit, calls that are shared. Over real sockets.</summary>
public sealed class ForEachLimitsTests
{
    [Fact]
    public async Task Run_CircuitOpensInTheMiddle_PausesTheRestAndKeepsWhatThereIs()
    {
        await using var items = new RawServer(Answer.Json("1"), Answer.Json("2"), Answer.Status(500), Answer.Status(500));
        await using var free = new RawServer(Answer.Json("7"));
        await using var list = new RawServer(Answer.Json("[1,2,3,4,5,6,7]"));
        await using var host = new BoardHost($$"""
            {
              "Sources": {
                "each": {
                  "Url": "{{items.Url}}{item}", "Attempts": 1, "CircuitBreaker": { "MinimumThroughput": 4 }, "ForEach": { "In": "{sources.list}", "MaxConcurrency": 1 }
                },
                "list": { "Url": "{{list.Url}}" },
                "free": { "Url": "{{free.Url}}" }
              },
              "Boards": { "default": { "Sources": [ "each", "list", "free" ] } }
            }
            """);

        var result = await host.RunAsync();

        var each = result.Sources[0];
        Assert.Equal("[1,2,null,null,null,null,null]", each.Value?.GetRawText());
        Assert.Equal(
            [null, null, Reason.BadStatus, Reason.BadStatus, Reason.CircuitOpen, Reason.CircuitOpen, Reason.CircuitOpen], each.Elements!.Select(element => element.Reason));
        Assert.All(each.Elements!.Skip(4), element => Assert.NotNull(element.PausedUntil));
        Assert.Equal(4, items.Requests.Count);
        Assert.True(result.Sources[2].IsOk);
        Assert.Equal(RunStatus.Partial, result.Status);
    }

    [Theory]
    [InlineData(2, 5, 2)]
    [InlineData(5, 2, 2)]
    [InlineData(3, 3, 3)]
    public async Task Run_SourceAndListHaveALimit_TheSmallerOneHolds(int ofSource, int ofList, int expected)
    {
        const int Count = 60;
        var (gate, atOnce, most, waiting, round) = (new Lock(), 0, 0, 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var items = new RawServer
        {
            Rest = async connection =>
            {
                // Nobody is answered before as many wait as there may be.
                TaskCompletionSource own;
                lock (gate)
                {
                    most = Math.Max(most, ++atOnce);
                    own = round;
                    if (++waiting == expected)
                    {
                        waiting = 0;
                        round = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                        own.SetResult();
                    }
                }

                await own.Task.WaitAsync(connection.Stopping);
                lock (gate)
                {
                    atOnce--;
                }

                await Answer.Json("1")(connection);
            },
        };
        await using var list = new RawServer(Answer.Json($"[{string.Join(',', Enumerable.Range(0, Count))}]"));
        await using var host = new BoardHost($$"""
            {
              "Sources": {
                "each": { "Url": "{{items.Url}}{item}", "MaxConcurrency": {{ofSource}}, "Timeout": "00:00:25", "ForEach": { "In": "{sources.list}", "Max": {{Count}}, "MaxConcurrency": {{ofList}} } },
                "list": { "Url": "{{list.Url}}" }
              },
              "Boards": { "default": { "Sources": [ "each", "list" ], "Deadline": "00:00:30" } }
            }
            """);

        var each = (await host.RunAsync()).Sources[0];

        Assert.True(each.IsWhole);
        Assert.Equal((Count, expected), (items.Requests.Count, most));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 3)]
    public async Task Run_EqualElements_ShareACallUnlessTheSourceForbidsIt(bool coalesce, int calls)
    {
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var items = new RawServer
        {
            Rest = async connection =>
            {
                // The elements begin in their order: where the last one is called, those before it are under way.
                var item = connection.Request.Split(' ')[1][1..];
                if (item is "2")
                {
                    last.SetResult();
                }

                await last.Task.WaitAsync(connection.Stopping);
                await Answer.Json(item)(connection);
            },
        };
        await using var list = new RawServer(Answer.Json("[1,1,2]"));
        await using var host = new BoardHost($$"""
            {
              "Sources": { "each": { "Url": "{{items.Url}}{item}", "Coalesce": {{JsonSerializer.Serialize(coalesce)}}, "ForEach": { "In": "{sources.list}" } }, "list": { "Url": "{{list.Url}}" } }
            }
            """);

        var each = (await host.RunAsync()).Sources.Single(source => source.Source.Name is "each");

        Assert.Equal("[1,1,2]", each.Value?.GetRawText());
        Assert.Equal(calls, items.Requests.Count);
        Assert.Equal([Origin.Live, coalesce ? Origin.Shared : Origin.Live, Origin.Live], each.Elements!.Select(element => element.Origin));
    }
}
