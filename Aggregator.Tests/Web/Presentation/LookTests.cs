using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;

namespace Aggregator.Tests.Web.Presentation;

public sealed class LookTests
{
    [Fact]
    public void Of_Source_IsOneOfTheStatesThereAre()
    {
        SourceResult[] results =
        [
            TestData.Ok(TestData.Source(), "1"), KnownRun.Create().Sources[1], TestData.Failed(TestData.Source(), Reason.Timeout), TestData.Failed(TestData.Source(), Reason.CircuitOpen),
        ];
        Assert.Equal([Look.Ok, Look.Degraded, Look.Error, Look.Off], results.Select(Look.Of));
    }

    [Fact]
    public void Looks_OfRuns_HaveAnIcon() =>
        Assert.All(new[] { Look.Ok, Look.Degraded, Look.Error }, look => Assert.Contains("<svg", Repository.Read($"Aggregator.Web/wwwroot/{look.Icon}"), StringComparison.Ordinal));

    [Fact]
    public void Looks_WithAColour_HaveItInTheStyleSheet()
    {
        var styles = Repository.Read("Aggregator.Web/wwwroot/css/aggregator.css");
        Assert.All(Look.OfSources.Except([Look.Loading, Look.Off]), look => Assert.Contains($".{look.CssClass} {{ color:", styles, StringComparison.Ordinal));
    }

    [Fact]
    public void Look_StatesOfASource_AreSixWords() => Assert.Equal(["loading", "ok", "degraded", "stale", "error", "off"], Look.OfSources.Select(look => look.Word));

    [Fact]
    public void Look_StatesOfASource_DifferInShapeAndColour()
    {
        Assert.Equal(6, Look.OfSources.Select(look => new MarkupContent(look.Outline).ToString()).Distinct().Count());
        Assert.Equal(6, Look.OfSources.Select(look => look.Shape).Distinct().Count());
        Assert.Equal(6, Look.OfSources.Select(look => look.CssClass).Distinct().Count());
    }

    [Fact]
    public void LevelLook_EachLevel_HasAWordAShapeAndAColourThatNoStateOfASourceHas()
    {
        var levels = Enum.GetValues<Level>().Select(LevelLook.Of).ToList();
        var all = Look.OfSources.Concat(levels).ToList();

        Assert.Equal(["ok", "warning", "critical"], levels.Select(look => look.Word));
        Assert.Equal(9, all.Select(look => new MarkupContent(look.Outline).ToString()).Distinct().Count());
        Assert.Equal(9, all.Select(look => look.CssClass).Distinct().Count());
        var styles = Repository.Read("Aggregator.Web/wwwroot/css/aggregator.css");
        Assert.All(levels, look => Assert.Contains($".{look.CssClass} {{ color:", styles, StringComparison.Ordinal));
    }
}
