using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;

namespace Aggregator.Tests.Web.Presentation;

public sealed class LookTests
{
    private static readonly Look[] OfSources =
    [
        Look.Loading,
        Look.Of(TestData.Ok(TestData.Source(), "1")),
        Look.Of(KnownRun.Create().Sources[1]),
        Look.Stale,
        Look.Of(TestData.Failed(TestData.Source(), Reason.Timeout)),
        Look.Of(TestData.Failed(TestData.Source(), Reason.CircuitOpen)),
    ];

    [Fact]
    public void Look_StatesOfASource_AreSixWords() => Assert.Equal(["loading", "ok", "degraded", "stale", "error", "off"], OfSources.Select(look => look.Word));

    [Fact]
    public void Look_StatesOfASource_DifferInShapeAndColour()
    {
        Assert.Equal(6, OfSources.Select(look => look.Outline).Distinct().Count());
        Assert.Equal(6, OfSources.Select(look => look.Shape).Distinct().Count());
        Assert.Equal(6, OfSources.Select(look => look.CssClass).Distinct().Count());
    }
}
