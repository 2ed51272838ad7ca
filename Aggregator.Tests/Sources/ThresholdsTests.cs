using Aggregator.Core.Combining;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Sources;

/// <summary>The thresholds of a board; those of a source are in <see cref="DisplayTests"/>.</summary>
public sealed class ThresholdsTests
{
    private const string Section =
        """
        { "Sources": { "a": { "Url": "http://a.test/" }, "b": { "Url": "http://b.test/" } },
          "Boards": { "main": { "Sources": [ "a", "b" ], "Combine": "Sum", "Weights": { "B": 0.25 }, "Warning": 20, "Critical": 5, "LowerIsWorse": true } } }
        """;

    [Fact]
    public void Compile_Board_KnowsItsWeightsAndThresholds()
    {
        var board = Configured.Catalog(Section).Find("main")!;

        Assert.Equal([1, 0.25m], board.Sources.Select(board.WeightOf));
        Assert.True(board.Thresholds.AreSet);
        Assert.Equal(Level.Ok, LevelOf("20.001"));
        Assert.Equal(Level.Warning, LevelOf("20"));
        Assert.Equal(Level.Critical, LevelOf("-1e400"));

        Level? LevelOf(string number) => (KnownRun.Create() with { Board = board, Result = CombinedValue.Of(TestData.Json(number)) }).Level;
    }

    [Fact]
    public void Only_OneSource_HasNeitherWeightsNorThresholds()
    {
        var board = Configured.Catalog(Section).Find("main")!;
        var only = board.Only(board.Sources[1]);

        Assert.Empty(only.Weights);
        Assert.False(only.Thresholds.AreSet);
    }

    [Theory]
    [InlineData("\"2\"", Level.Critical)]
    [InlineData("\"x\"", null)]
    [InlineData("[ 2 ]", null)]
    [InlineData("true", null)]
    public void Level_ResultThatIsNoNumber_HasNoneUnlessItsTextIsOne(string json, Level? expected) =>
        Assert.Equal(expected, (KnownRun.WithThresholds(1, 2) with { Result = CombinedValue.Of(TestData.Json(json)) }).Level);

    [Fact]
    public void Level_NoResultOrNoThreshold_HasNone()
    {
        Assert.Null((KnownRun.WithThresholds(1) with { Result = CombinedValue.Failed("Because.") }).Level);
        Assert.Null((KnownRun.WithThresholds(1) with { Result = CombinedValue.None }).Level);
        Assert.Null(KnownRun.WithThresholds(null).Level);
    }
}
