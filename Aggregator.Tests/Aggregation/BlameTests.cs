using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;

namespace Aggregator.Tests.Aggregation;

/// <summary>A source that cannot be called says what was missing, and whose fault that is.</summary>
public sealed class BlameTests
{
    [Theory]
    [InlineData("\"Url\": \"{url}{query.region}\"", "", DependencyProblem.NotChosen, null, "Region")]
    [InlineData("\"Url\": \"{url}{query.unit}/{query.region}\"", "", DependencyProblem.NotChosen, null, "Region")]
    [InlineData("\"Url\": \"{url}{query.region}\"", "..", DependencyProblem.DoesNotFit, null, "Region")]
    [InlineData("\"Url\": \"{url}{query.region}{query.region}\"", ".", DependencyProblem.DoesNotFit, null, "Region")]
    [InlineData("\"Url\": \"{url}{query.unit}/{sources.login/dots}\"", "x", DependencyProblem.DoesNotFit, "login", null)]
    [InlineData("\"Url\": \"{url}\", \"Headers\": { \"X-Id\": \"{sources.login/token} {sources.login/lines}\" }", "x", DependencyProblem.DoesNotFit, "login", null)]
    [InlineData("\"Url\": \"{url}{sources.login/gone}\"", "x", DependencyProblem.NothingToSend, "login", null)]
    [InlineData("\"Url\": \"{url}{sources.login/none}\"", "x", DependencyProblem.NothingToSend, "login", null)]
    [InlineData("\"Url\": \"{url}{item}\", \"ForEach\": { \"In\": \"{sources.login/id}\" }", "x", DependencyProblem.NoList, "login", null)]
    [InlineData("\"Url\": \"{url}{item/id}\", \"ForEach\": { \"In\": \"{sources.login/list}\" }", "x", DependencyProblem.NothingToSend, "login", null)]
    [InlineData("\"Url\": \"{url}{item}\", \"ForEach\": { \"In\": \"{sources.login/list}\" }", "x", DependencyProblem.DoesNotFit, "login", null)]
    [InlineData("\"Url\": \"{url}{sources.down}\"", "x", DependencyProblem.NoValue, "down", null)]
    public async Task Run_WhatIsNeededIsMissing_IsNamed(string source, string region, DependencyProblem problem, string? other, string? parameter)
    {
        await using var login = new RawServer(Answer.Json("""{"id":7,"none":"","dots":"..","token":"t","lines":"a\r\nb","list":[".."]}"""));
        await using var next = new RawServer { Rest = Answer.Status(404) };
        await using var host = new BoardHost($$"""
            {
              "Sources": {
                "next": { {{source.Replace("{url}", next.Url.OriginalString, StringComparison.Ordinal)}} },
                "login": { "Url": "{{login.Url}}", "Select": "/id" },
                "down": { "Url": "{{next.Url}}down" }
              },
              "Boards": { "default": { "Sources": [ "next", "login", "down" ], "Parameters": { "region": { "Title": "Region", "Default": "north" }, "unit": { "Default": "C" } } } }
            }
            """);

        var result = (await host.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["region"] = region })).Sources[0];

        Assert.Equal(Reason.DependencyFailed, result.Reason);
        Assert.Equal((problem, other, parameter), (result.DependencyFailure!.Problem, result.DependencyFailure.Source?.Name, result.DependencyFailure.Parameter));
        Assert.StartsWith("GET /down ", Assert.Single(next.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SomethingStandsIn_StillSaysWhatWasMissing()
    {
        await using var down = new RawServer(Answer.Status(404));
        await using var host = new BoardHost($$"""
            { "Sources": { "login": { "Url": "{{down.Url}}" }, "orders": { "Url": "{{down.Url}}{sources.login}", "Fallback": { "Value": 3 } } } }
            """);

        var orders = (await host.RunAsync()).Sources[1];

        Assert.True(orders.IsOk);
        Assert.Equal((Reason.DependencyFailed, DependencyProblem.NoValue, "login"), (orders.Substitute?.Missing, orders.DependencyFailure?.Problem, orders.DependencyFailure?.Source?.Name));
    }

    [Fact]
    public void WhatHappened_EachProblem_HasASentenceAndAnAdviceOfItsOwn()
    {
        var other = TestData.Source("login", options => options.Title = "Log in");
        DependencyFailure[] failures =
        [
            .. Enum.GetValues<DependencyProblem>().Except([DependencyProblem.NotChosen]).Select(problem => new DependencyFailure(problem, other)),
            new(DependencyProblem.NotChosen, Parameter: "Region"), new(DependencyProblem.DoesNotFit, Parameter: "Region"),
        ];

        Assert.Equal(failures.Length, failures.Select(DependencySentences.WhatHappened).Distinct(StringComparer.Ordinal).Count());
        Assert.All(failures, failure => Assert.All(
            [DependencySentences.WhatHappened(failure), DependencySentences.WhatToDo(failure)],
            sentence => Assert.Contains(failure.Parameter ?? "Log in", sentence, StringComparison.Ordinal)));
    }
}
