using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;

namespace Aggregator.Tests.Web.Presentation;

public sealed class SourceAnswerTests
{
    [Fact]
    public void From_AskedTwice_TellsWhichRequestWasGivenUp()
    {
        var answer = SourceAnswer.From(KnownRun.Hedged, format: null);

        Assert.Equal(["cancelled", "ok"], answer.Attempts.Select(attempt => attempt.Outcome));
        Assert.Equal([0, 100], answer.Attempts.Select(attempt => attempt.StartMs));
        Assert.Equal((120, 19), (answer.DurationMs, answer.Phases.WaitMs));
    }
}
