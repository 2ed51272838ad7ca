using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;

namespace Aggregator.Tests.Web.Presentation;

public sealed class SentencesTests
{
    [Fact]
    public void HowMany_SomethingStandsIn_SaysForHowMany()
    {
        var (own, down) = (TestData.Source("a"), TestData.Source("b"));
        var standIn = TestData.Ok(down, "3") with { Substitute = new Substitute(Reason.Unreachable, Source: null) };

        Assert.Equal("2 of 2 sources, 1 by fallback", Sentences.HowMany(Run(TestData.Ok(own, "1"), standIn)));
        Assert.Equal("1 of 2 sources", Sentences.HowMany(Run(TestData.Ok(own, "1"), TestData.Failed(down, Reason.Unreachable))));
    }

    private static AggregateResult Run(params SourceResult[] results) => new()
    {
        Board = TestData.Board([.. results.Select(result => result.Source)]),
        Sources = results,
        Result = CombinedValue.None,
        StartedAt = DateTimeOffset.UnixEpoch,
        Elapsed = TimeSpan.FromSeconds(1),
    };
}
