using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Components;
using Bunit;

namespace Aggregator.Tests.Web.Components;

/// <summary>What a run came to, as it is shown and read out.</summary>
public sealed class SummaryTests : ComponentContext
{
    private readonly AggregateResult _run = KnownRun.Create();

    [Fact]
    public void Summary_PartialRun_ShowsResultTimeAndHowMany()
    {
        var summary = Render<Summary>(parameters => parameters.Add(c => c.Run, _run));

        Assert.Equal("partial: 2 of 3 sources", Text(summary, ".look"));
        Assert.Equal(["Result: 1.23", "Processing time: 2.00 s"], Texts(summary, ".headline"));
        Assert.Equal("3.01 s one after another, 1.00 s saved by asking at once", Text(summary, ".foot"));
    }

    [Fact]
    public void Summary_ResultWithoutValue_SaysWhyInItsPlace()
    {
        var run = _run with { Result = CombinedValue.Failed("No source has a value to combine.") };
        var summary = Render<Summary>(parameters => parameters.Add(c => c.Run, run));
        Assert.Equal("Result: – No source has a value to combine.", Text(summary, ".headline"));
    }

    [Fact]
    public void Summary_ResultThatIsAnObject_IsWholeBelow()
    {
        var run = _run with { Result = CombinedValue.Of(TestData.Json("""{"a":1,"b":2,"c":3,"d":4}""")) };
        var summary = Render<Summary>(parameters => parameters.Add(c => c.Run, run));
        Assert.Equal(["a", "b"], Texts(summary, ".headline dt"));
        Assert.Equal("2 of 4", Text(summary, ".headline p"));
        Assert.Equal("""{ "a": 1, "b": 2, "c": 3, "d": 4 }""", Text(summary, "details pre"));
    }

    [Theory]
    [InlineData(2, null, "Result: value ok 1.23", "level level-ok", "! Two APIs: 2 of 3 sources")]
    [InlineData(1, null, "Result: value warning 1.23", "level level-warning", "◇ Two APIs: warning, 2 of 3 sources")]
    [InlineData(1, 1.2, "Result: value critical 1.23", "level level-critical", "‼ Two APIs: critical, 2 of 3 sources")]
    public void Summary_BoardWithThresholds_ShowsTheLevelInWordShapeAndColourAndABadOneInTheTitle(int warning, double? critical, string headline, string colour, string title)
    {
        var summary = Render<Summary>(parameters => parameters.Add(c => c.Run, KnownRun.WithThresholds(warning, (decimal?)critical)));

        Assert.Equal(headline, Texts(summary, ".headline").First());
        Assert.Equal(colour, summary.Find(".level").ClassName);
        Assert.Single(summary.FindAll(".level svg[aria-hidden=true] path"));
        Assert.Equal(title, summary.Find("section").GetAttribute("data-title"));
    }

    [Fact]
    public void Summary_BoardWithWeights_SaysThatTheResultIsWeighted()
    {
        var board = TestData.Board(new Dictionary<string, decimal> { ["api-a"] = 2 }, Core.Sources.Thresholds.None, [.. _run.Board.Sources]);
        Assert.Equal("Weighted result: 1.23", Texts(Render<Summary>(parameters => parameters.Add(c => c.Run, _run with { Board = board })), ".headline").First());
    }

    [Theory]
    [InlineData(2, "2 of 3 sources in 2.00 s at 08:00:02 UTC")]
    [InlineData(1, "2 of 3 sources in 2.00 s, result warning, at 08:00:02 UTC")]
    public void Closing_BadResult_IsReadOut(int warning, string closing) =>
        Assert.Equal(closing, Text(Render<Closing>(parameters => parameters.Add(c => c.Run, KnownRun.WithThresholds(warning))), "span"));

    [Fact]
    public void Summary_FailedRunWithABadResult_SaysThatItFailed()
    {
        var run = KnownRun.WithThresholds(1);
        var failed = run with { Sources = [.. run.Sources.Select(source => TestData.Failed(source.Source, Reason.Timeout))] };
        Assert.Equal("✗ Two APIs: 0 of 3 sources", Render<Summary>(parameters => parameters.Add(c => c.Run, failed)).Find("section").GetAttribute("data-title"));
    }

    [Fact]
    public void Summary_NothingToCombine_ShowsTheTimeAlone()
    {
        var summary = Render<Summary>(parameters => parameters.Add(c => c.Run, _run with { Result = CombinedValue.None }));
        Assert.Equal(["Processing time: 2.00 s"], Texts(summary, ".headline"));
    }

    [Theory]
    [InlineData(1, 2, null, "This run failed: no source has a value.")]
    [InlineData(2, 0, "api-b", "This run failed: API B is required and without a value.")]
    [InlineData(2, 0, null, "This run failed: at least 2 sources must have a value.")]
    [InlineData(1, 0, null, null)]
    public void Summary_FailedRun_SaysWhy(int minimum, int failedBefore, string? required, string? why)
    {
        var a = TestData.Source("api-a");
        var b = TestData.Source("api-b", options => (options.Title, options.Required) = ("API B", required is not null));
        var board = new Core.Sources.Board
        {
            Name = "default", Title = "", Combine = "none", Deadline = TimeSpan.FromSeconds(10), Revision = "", Sources = [a, b], MinimumSources = minimum,
        };
        var first = failedBefore > 0 ? TestData.Failed(a, Reason.Timeout) : TestData.Ok(a, "1");
        var run = _run with { Board = board, Sources = [first, TestData.Failed(b, Reason.Timeout)] };

        var summary = Render<Summary>(parameters => parameters.Add(c => c.Run, run));

        Assert.Equal($"{(why is null ? "partial" : "failed")}: {run.Answered} of 2 sources {why}".TrimEnd(), Text(summary, "p"));
    }

    [Fact]
    public void Summary_CompleteRunWithoutAResult_HasNoTick()
    {
        var run = _run with { Sources = [.. _run.Sources.Take(1)], Result = CombinedValue.Failed("Sum needs numbers.") };
        Assert.Equal("no result: 1 of 1 source", Text(Render<Summary>(parameters => parameters.Add(c => c.Run, run)), ".look"));
    }
}
