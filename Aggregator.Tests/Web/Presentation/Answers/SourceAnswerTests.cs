using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;
using Aggregator.Web.Presentation.Answers;

namespace Aggregator.Tests.Web.Presentation.Answers;

public sealed class SourceAnswerTests
{
    [Fact]
    public void From_AskedTwice_TellsWhichRequestWasGivenUp()
    {
        var answer = SourceAnswer.From(KnownRun.Hedged, TestData.Board(KnownRun.Hedged.Source));

        Assert.Equal(["cancelled", "ok"], answer.Attempts.Select(attempt => attempt.Outcome));
        Assert.Equal([0, 100], answer.Attempts.Select(attempt => attempt.StartMs));
        Assert.Equal((120, 19), (answer.DurationMs, answer.Phases.WaitMs));
    }

    [Fact]
    public void From_SourceWithAListThatIsCut_NamesWhatItNeedsAsThatIsNamedAndWhatIsLeftOut()
    {
        var list = TestData.Source("Orders");
        var each = TestData.Source("stock", options => (options.Url, options.ForEach.In) = ("http://127.0.0.1:9/{item}", "{sources.orders}"));
        var elements = new[] { TestData.Ok(each, "1"), TestData.Failed(each, Reason.BadStatus) };
        var result = TestData.Ok(each, "[1,null]") with { Elements = elements, LeftOut = 37 };

        var answer = SourceAnswer.From(result, TestData.Board(list, each));

        Assert.Equal(["Orders"], answer.DependsOn);
        Assert.Equal(["ok", "bad-status"], answer.Elements?.Select(element => element.Outcome));
        Assert.Equal(37, answer.ElementsLeftOut);
        Assert.EndsWith(", live, 1 of 2 elements, 37 more left out", Sentences.HowItWent(result), StringComparison.Ordinal);
        Assert.Equal(Look.Degraded, Look.Of(result));
    }

    [Theory]
    [InlineData(0, 5, null)]
    [InlineData(2, 3, "no. 1 (timeout), no. 2 (timeout)")]
    [InlineData(12, 1, "no. 1 (timeout), no. 2 (timeout), no. 3 (timeout), no. 4 (timeout), no. 5 (timeout), no. 6 (timeout), no. 7 (timeout), no. 8 (timeout), no. 9 (timeout), no. 10 (timeout) and 2 more")]
    public void MissingElements_SomeFailed_AreNamedByTheirPlaceInTheList(int failed, int ok, string? expected)
    {
        var each = TestData.Source("each");
        var elements = Enumerable.Repeat(TestData.Failed(each, Reason.Timeout), failed).Concat(Enumerable.Repeat(TestData.Ok(each, "1"), ok));

        Assert.Equal(expected, Sentences.MissingElements(TestData.Ok(each, "[]") with { Elements = [.. elements] }));
    }

    [Fact]
    public void From_StoodInFor_SaysWhyAndByWhat()
    {
        var source = TestData.Source("orders", options => (options.Display.Warning, options.Display.Unit) = (40, "kW"));
        var result = TestData.Ok(source, "42") with { Substitute = new Substitute(Reason.Timeout, TestData.Source("archive", options => options.Title = "Archive")) };

        var answer = SourceAnswer.From(result, TestData.Board(source));

        Assert.Equal(("ok", "fallback", "42.00 kW", "warning"), (answer.Status, answer.Origin, answer.Text, answer.Level));
        Assert.Equal(new SourceAnswer.StandIn("timeout", "archive"), answer.Fallback);
        Assert.Contains("Archive stands in", Sentences.HowItWent(result), StringComparison.Ordinal);
        Assert.Equal(Look.Degraded, Look.Of(result));
    }
}
