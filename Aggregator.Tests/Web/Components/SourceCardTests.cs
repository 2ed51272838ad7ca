using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Components;
using Bunit;

namespace Aggregator.Tests.Web.Components;

public sealed class SourceCardTests : ComponentContext
{
    private readonly AggregateResult _run = KnownRun.Create();

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
    public void SourceCard_SomethingStandsInForWhatCouldNotBeCalled_NamesWhatWasMissing()
    {
        var login = TestData.Source("login", options => options.Title = "Log in");
        var card = Card(_run.Sources[0] with { Substitute = new(Reason.DependencyFailed, Source: null), DependencyFailure = new(DependencyProblem.NoValue, login) });

        Assert.Equal("a value of its own, which is missing: dependency-failed. The call needs the answer of Log in, which has none.", Text(card, "details dd"));
    }

    [Fact]
    public void SourceCard_RequestThatTheBudgetHeldBack_IsToldInTheDetails()
    {
        Assert.DoesNotContain("Not sent", Texts(Card(_run.Sources[0]), "details dt"));
        var card = Card(_run.Sources[0] with { IsHeldBack = true });

        Assert.Equal("Not sent", Texts(card, "details dt").Last());
        Assert.Equal("another request: retries and second requests together are at most about a tenth of the source's calls", Texts(card, "details dd").Last());
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

    private IRenderedComponent<SourceCard> Card(SourceResult result) =>
        Render<SourceCard>(parameters => parameters.Add(c => c.Result, result).Add(c => c.Format, "0.00"));
}
