using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Components;
using AngleSharp.Dom;
using Bunit;

namespace Aggregator.Tests.Web.Components;

public sealed class ComponentTests : BunitContext
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

    [Theory]
    [InlineData(59, "50 s ago")]
    [InlineData(9.99, "9 s ago")]
    [InlineData(3599, "59 min ago")]
    [InlineData(7200, "2 h ago")]
    [InlineData(200_000, "2 d ago")]
    public void LastRunLine_Run_SaysHowItWentWhenAndHowLongAgo(double seconds, string ago)
    {
        var runs = new LastRuns(TimeProvider.System);
        runs.Note(_run);
        var line = Render<LastRunLine>(parameters => parameters.Add(c => c.Run, runs.Find(_run.Board)).Add(c => c.Age, TimeSpan.FromSeconds(seconds)));

        Assert.Equal("partial", Text(line, ".look"));
        Assert.Equal("look look-degraded", line.Find(".look").ClassName);
        Assert.Single(line.FindAll(".look svg[aria-hidden=true] path"));
        Assert.Equal($"2 of 3 sources at 08:00:02 UTC, {ago}", Text(line, ".tabular"));
        Assert.Equal("2026-11-22T08:00:02.003Z", line.Find("time").GetAttribute("datetime"));
    }

    [Fact]
    public void LastRunLine_NoRun_SaysSo() => Assert.Equal("not run yet", Text(Render<LastRunLine>(), ".look"));

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

    [Theory]
    [InlineData(404, "The API answered with the status 404.", "Check the source's Url.")]
    [InlineData(500, "The API answered with the status 500.", "Refresh to ask again; if it stays, look at the API's own log.")]
    public void SourceCard_BadStatus_NamesItAndSaysWhatToDo(int status, string what, string toDo) =>
        Assert.Equal([what, toDo], Texts(Card(TestData.Failed(TestData.Source(), Reason.BadStatus) with { HttpStatus = status }), "p").Take(2));

    [Fact]
    public void SourceCard_Value_ShowsItWithDurationAndOrigin()
    {
        var card = Card(_run.Sources[0]);

        Assert.Equal("API A", Text(card, "h2"));
        Assert.Equal("0.81", Text(card, ".value"));
        Assert.Equal("ok", Text(card, ".look"));
        Assert.Equal("2.00 s, live", Text(card, "summary > span"));
        Assert.Equal("card-api-a", card.Find("article").GetAttribute("aria-labelledby"));
    }

    [Theory]
    [InlineData("1499", "1.50 s", "value ok", "level level-ok")]
    [InlineData("1500", "1.50 s", "value warning", "level level-warning")]
    [InlineData("2000.00", "2.00 s", "value critical", "level level-critical")]
    public void SourceCard_ValueWithThresholds_IsInItsUnitWithItsLevelInWordShapeAndColour(string json, string value, string level, string colour)
    {
        var source = TestData.Source(configure: options =>
            (options.Display.Scale, options.Display.Unit, options.Display.Warning, options.Display.Critical) = (0.001m, "s", 1.5m, 2));
        var card = Card(TestData.Ok(source, json));

        Assert.Equal(value, Text(card, ".value"));
        Assert.Equal(level, Text(card, ".level"));
        Assert.Equal(colour, card.Find(".level").ClassName);
        Assert.Single(card.FindAll(".level svg[aria-hidden=true] path"));
        Assert.Equal("ok", Text(card, ".look"));
    }

    [Theory]
    [InlineData("\"1,500\"")]
    [InlineData("{\"a\":1500}")]
    public void SourceCard_ValueThatIsNoNumber_HasNoLevel(string json) =>
        Assert.Empty(Card(TestData.Ok(TestData.Source(configure: options => options.Display.Warning = 1), json)).FindAll(".level"));

    [Fact]
    public void SourceCard_NoThresholds_HasNoLevel() => Assert.Empty(Card(_run.Sources[0]).FindAll(".level"));

    [Fact]
    public void SourceCard_SharedCall_SaysSo() =>
        Assert.Equal("2.00 s, shared", Text(Card(_run.Sources[0] with { Origin = Origin.Shared }), "summary > span"));

    [Fact]
    public void SourceCard_FailedCall_NamesTheTraceThatTheLogTellsOf() =>
        Assert.Equal("4bf92f35", Texts(Card(_run.Sources[2] with { TraceId = "4bf92f35" }), "details dd").Last());

    [Fact]
    public void SourceCard_MuchSlowerThanUsual_SaysSo()
    {
        var card = Card(_run.Sources[0] with { IsSlow = true });

        Assert.Equal("degraded", Text(card, ".look"));
        Assert.StartsWith("2.00 s, live, much slower than usual", Text(card, "summary"), StringComparison.Ordinal);
    }

    [Fact]
    public void SourceCard_SecondAttempt_SaysWhyItCountsAsDegraded() => Assert.Equal("1.00 s, live, at the second attempt", Text(Card(_run.Sources[1]), "summary > span"));

    [Fact]
    public void SourceCard_Failure_SaysWhatHappenedAndWhatToDo()
    {
        var card = Card(_run.Sources[2]);

        Assert.Equal("off", Text(card, ".look"));
        Assert.Equal(["Too many calls failed, so calls pause for a while.", "Refresh after that; if it stays, look at the API's own log."], Texts(card, "p"));
        Assert.Equal("1 ms, not called", Text(card, "summary > span"));
        Assert.Equal("circuit-open", Text(card, "details dd"));
    }

    [Fact]
    public void SourceCard_Attempts_AreToldWithOutcomeAndDuration()
    {
        var card = Card(_run.Sources[1]);
        Assert.Equal(["bad-status after 0.40 s", "ok after 0.50 s"], Texts(card, "details li"));
        Assert.Equal(["HTTP status", "Size", "Attempts"], Texts(card, "details dt"));
    }

    [Fact]
    public void SourceCard_LongValue_IsWholeInTheDetails()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 100));
        Assert.Equal(text, Text(Card(TestData.Ok(TestData.Source(), $"\"{text}\"")), "details pre"));
        Assert.Empty(Card(TestData.Ok(TestData.Source(), "\"short\"")).FindAll("pre"));
    }

    [Fact]
    public void SourceCard_StatusOfTheApi_StandsInTheDetails()
    {
        var card = Card(TestData.Failed(TestData.Source(), Reason.BadStatus) with { HttpStatus = 503 });
        Assert.Equal(["bad-status", "503", "not called"], Texts(card, "details dd").Take(3));
    }

    [Fact]
    public void SourceCard_HostileText_StaysText()
    {
        var card = Card(TestData.Ok(TestData.Source(), """ "<script>alert(1)</script>" """));

        Assert.Empty(card.FindAll("script"));
        Assert.Equal("<script>alert(1)</script>", Text(card, ".value"));
    }

    [Fact]
    public void Waterfall_Rows_HoldTheNumbers()
    {
        var waterfall = Waterfall(_run);

        Assert.Equal("Where the time went, from the start of the run; the deadline is at 10.00 s", Text(waterfall, "caption"));
        Assert.Equal(["API A ok 0 ms 2.00 s", "API B degraded 0 ms 1.00 s", "API C off 0 ms 1 ms"], Texts(waterfall, "tbody tr"));
        Assert.Equal(["Source", "Status", "Start", "Duration", "Timeline from 0 to 2.00 s"], Texts(waterfall, "thead th"));
        Assert.Equal(["API A", "API B", "API C"], waterfall.FindAll("tbody th").Select(heading => heading.GetAttribute("title")));
        Assert.All(waterfall.FindAll("svg"), svg => Assert.NotNull(svg.Closest("[aria-hidden=true]")));
    }

    [Fact]
    public void Waterfall_Bars_ShowEachAttemptOnOneScale()
    {
        var bars = Waterfall(_run).FindAll("tbody tr:nth-child(2) rect");

        Assert.Equal(["connect", "wait", "wait", "read"], bars.Select(bar => bar.GetAttribute("class")));
        Assert.Equal(["0.01%", "0.04%", "25.13%", "50.11%"], bars.Select(bar => bar.GetAttribute("x")));
        Assert.Equal(["0.02%", "19.94%", "24.98%", "0.01%"], bars.Select(bar => bar.GetAttribute("width")));
    }

    [Fact]
    public void Waterfall_RequestBesideAnother_HasABarOfItsOwnAndAWordInTheLegend()
    {
        var waterfall = Waterfall(_run with { Sources = [KnownRun.Hedged] });

        Assert.Equal(["wait beside", "wait", "read"], waterfall.FindAll("tbody rect").Select(bar => bar.GetAttribute("class")));
        Assert.Equal(["connect", "wait", "read", "asked twice, the other request"], Texts(waterfall, ".legend span"));
        Assert.Equal(3, Waterfall(_run).FindAll(".legend span").Count);
    }

    [Fact]
    public void SourceCard_AskedTwice_SaysSoAndIsOk()
    {
        var card = Card(KnownRun.Hedged);

        Assert.Equal("ok", Text(card, ".look"));
        Assert.Equal("0.12 s, live, asked twice", Text(card, "summary > span"));
        Assert.Equal(["given up after 0.12 s, another answered first", "ok after 20 ms"], Texts(card, "ol li"));
    }

    [Fact]
    public void SourceCard_AskedTwiceAndOneFailed_IsDegraded()
    {
        var attempts = KnownRun.Hedged.Attempts;
        var card = Card(KnownRun.Hedged with { Attempts = [attempts[0] with { Failure = Reason.Reset }, attempts[1]] });

        Assert.Equal("degraded", Text(card, ".look"));
        Assert.Equal("0.12 s, live, at the second attempt", Text(card, "summary > span"));
    }

    [Fact]
    public void Waterfall_CallThatWasJoined_BeginsAtTheLeftEdge()
    {
        var joined = _run.Sources[0] with { Start = TimeSpan.FromSeconds(-1.5), Origin = Origin.Shared };
        var late = _run.Sources[1] with { Start = TimeSpan.FromSeconds(-0.0001) };
        var waterfall = Waterfall(_run with { Elapsed = TimeSpan.FromSeconds(2.5), Sources = [joined, late, _run.Sources[2]] });

        Assert.Equal(["API A ok -1.50 s 2.00 s", "API B degraded 0 ms 1.00 s"], Texts(waterfall, "tbody tr").Take(2));
        Assert.Equal(["0.00%", "0.02%", "50.02%"], waterfall.FindAll("tbody tr:nth-child(1) rect").Select(bar => bar.GetAttribute("x")));
        Assert.Equal(["0.02%", "50.00%", "0.01%"], waterfall.FindAll("tbody tr:nth-child(1) rect").Select(bar => bar.GetAttribute("width")));
        Assert.Equal(3, waterfall.FindAll("tbody line.start").Count);
        Assert.Equal("Timeline from -1.50 s to 2.50 s", Text(waterfall, "thead .bars"));
        Assert.Equal("37.50%", waterfall.Find("tbody tr:nth-child(2) rect").GetAttribute("x"));
    }

    [Fact]
    public void Waterfall_RunThatReachedItsDeadline_DrawsTheLine()
    {
        Assert.Empty(Waterfall(_run).FindAll("line"));
        Assert.Equal(3, Waterfall(_run with { Elapsed = TimeSpan.FromSeconds(10) }).FindAll("tbody line.deadline").Count);
    }

    private static string Text(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> component, string selector) =>
        Normalize(component.Find(selector));

    private static IEnumerable<string> Texts(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> component, string selector) =>
        component.FindAll(selector).Select(Normalize);

    private static string Normalize(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private IRenderedComponent<SourceCard> Card(SourceResult result) =>
        Render<SourceCard>(parameters => parameters.Add(c => c.Result, result).Add(c => c.Format, "0.00"));

    private IRenderedComponent<Waterfall> Waterfall(AggregateResult run) => Render<Waterfall>(parameters => parameters.Add(c => c.Run, run));
}
