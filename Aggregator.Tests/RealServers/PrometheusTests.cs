using System.Text.Json;
using Aggregator.Tests.Recipes;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.RealServers;

/// <summary>A real Prometheus on a board, beside what it tells anybody at the same moment.</summary>
public sealed class PrometheusTests(PrometheusServer prometheus) : IClassFixture<PrometheusServer>
{
    [Fact]
    public async Task Get_InstantQueries_AreWhatPrometheusTells()
    {
        var address = prometheus.Server.Address;
        await prometheus.UntilWatchedAsync();

        var board = await AnsweredBoard.AskAsync(
            $$"""
            {
              "Sources": {
                "watched": { "Url": "{{address}}api/v1/query", "Query": { "query": "count(up)" }, "Select": "/data/result/0/value/1" },
                "down": { "Url": "{{address}}api/v1/query", "Query": { "query": "count(up == 0) or vector(0)" }, "Select": "$.data.result[0].value[1]" },
                "exact": { "Url": "{{address}}api/v1/query", "Body": { "Form": { "query": "vector(1.25)" } }, "Select": "/data/result/0/value/1" },
                "jobs": { "Url": "{{address}}api/v1/query?query=sort_desc(up)", "Select": "$.data.result[*].metric.job" },
                "health": { "Url": "{{address}}-/healthy", "Format": "Text", "Select": "is ([A-Z][a-z]+)" },
                "wrong": { "Url": "{{address}}api/v1/query?query=up(", "Select": "/data" }
              },
              "Boards": { "default": { "Sources": [ "watched", "down", "exact", "jobs", "health", "wrong" ] } }
            }
            """);

        Assert.Equal("2", await AssertAsToldAsync(board, "watched", "count(up)"));
        Assert.Equal("1", await AssertAsToldAsync(board, "down", "count(up == 0) or vector(0)"));
        Assert.Equal("1.25", await AssertAsToldAsync(board, "exact", "vector(1.25)"));
        Assert.Equal(["prometheus", "shop"], board.Source("jobs").GetProperty("value").EnumerateArray().Select(job => job.GetString()));
        Assert.Equal(("Prometheus Server is Healthy.", "Healthy"), ((await prometheus.Server.AskAsync(HttpMethod.Get, "/-/healthy")).Trim(), board.Card("health")));
        Assert.Equal(("bad-status", 400), (board.Source("wrong").GetProperty("reason").GetString(), board.Source("wrong").GetProperty("httpStatus").GetInt32()));
        Assert.Equal("The API answered with the status 400.", board.Card("wrong"));
    }

    [Fact]
    public async Task Get_Recipe_ShowsWhatPrometheusTells()
    {
        var address = prometheus.Server.Address.AbsoluteUri;
        await prometheus.UntilWatchedAsync();

        var board = await AnsweredBoard.AskAsync(Recipe.Read("prometheus").Section.Replace("https://prometheus.example.com/", address, StringComparison.Ordinal));

        Assert.Equal(("1", "warning"), (board.Card("targets-down"), board.Source("targets-down").GetProperty("level").GetString()));
        Assert.Equal(("0", "ok"), (board.Card("alerts"), board.Source("alerts").GetProperty("level").GetString()));
        Assert.Equal("Prometheus Server is Healthy.", board.Card("prometheus"));

        // Nobody here counts requests under that name: the recipe's pitfall.
        Assert.Equal("value-missing", board.Source("requests").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Commands_OnPrometheus_ShowWhatThereIsToSelect()
    {
        var query = $"{prometheus.Server.Address}api/v1/query?query=vector(1.25)";

        var tried = await WebProcess.RunAsync(null, ["try", query, "--select", "/data/result/0/value/1"]);
        var check = await WebProcess.RunAsync($$"""{ "Aggregator": { "Sources": { "right": { "Url": "{{query}}", "Select": "/data/result/0/value/1" }, "wrong": { "Url": "{{query}}", "Select": "/value" } } } }""", ["check", "--live"]);

        Assert.Equal((0, ""), (tried.ExitCode, tried.Error));
        Assert.Matches(@"(?m)^/data/result/0/value/0 +number +[0-9.]+", tried.Output);
        Assert.Contains("With --select /data/result/0/value/1 the value is 1.25", tried.Output, StringComparison.Ordinal);
        Assert.Equal((1, ""), (check.ExitCode, check.Error));
        Assert.Matches(@"(?m)^right +ok +\S+ m?s +\S+ B +1.25", check.Output);
        Assert.Matches(@"(?m)^/data/resultType +text +""vector""", check.Output);
    }

    [Fact]
    public async Task Get_NumbersThatAreTexts_AreAddedUp()
    {
        var address = prometheus.Server.Address;
        var board = await AnsweredBoard.AskAsync(
            $$"""
            {
              "Sources": {
                "a": { "Url": "{{address}}api/v1/query?query=vector(1.25)", "Select": "/data/result/0/value/1" },
                "b": { "Url": "{{address}}api/v1/query?query=scalar(vector(41))", "Select": "/data/result/1" }
              },
              "Boards": { "default": { "Sources": [ "a", "b" ], "Combine": "Sum", "Format": "0.00", "Unit": "kW" } }
            }
            """);

        Assert.Equal(42.25m, board.Result.GetProperty("value").GetDecimal());
        Assert.Equal("42.25 kW", board.Result.GetProperty("text").GetString());
    }

    /// <summary>The value is the text that Prometheus sends, and the card shows it.</summary>
    private async Task<string?> AssertAsToldAsync(AnsweredBoard board, string source, string query)
    {
        var told = JsonElement.Parse(await prometheus.QueryAsync(query)).GetProperty("data").GetProperty("result")[0].GetProperty("value")[1].GetString();
        Assert.Equal(told, board.Source(source).GetProperty("value").GetString());
        Assert.Equal(told, board.Card(source));
        return told;
    }
}
