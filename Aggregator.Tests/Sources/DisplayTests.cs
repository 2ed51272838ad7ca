using Aggregator.Core.Configuration;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Sources;

public sealed class DisplayTests
{
    [Theory]
    [InlineData("79.999", Level.Ok)]
    [InlineData("80", Level.Warning)]
    [InlineData("80.0", Level.Warning)]
    [InlineData("94.99999999999999999999", Level.Warning)]
    [InlineData("95", Level.Critical)]
    [InlineData("1e400", Level.Critical)]
    [InlineData("-1e400", Level.Ok)]
    public void LevelOf_HigherIsWorse_CountsUpwards(string number, Level expected) =>
        Assert.Equal(expected, Display(options => (options.Warning, options.Critical) = (80, 95)).LevelOf(TestData.Json(number)));

    [Theory]
    [InlineData("20.001", Level.Ok)]
    [InlineData("20", Level.Warning)]
    [InlineData("5.000000000000000000001", Level.Warning)]
    [InlineData("5", Level.Critical)]
    [InlineData("-1e400", Level.Critical)]
    public void LevelOf_LowerIsWorse_CountsDownwards(string number, Level expected) =>
        Assert.Equal(expected, Display(options => (options.Warning, options.Critical, options.LowerIsWorse) = (20, 5, true)).LevelOf(TestData.Json(number)));

    [Theory]
    [InlineData(1, null, "0", Level.Ok)]
    [InlineData(1, null, "2", Level.Warning)]
    [InlineData(null, 1, "0", Level.Ok)]
    [InlineData(null, 1, "2", Level.Critical)]
    public void LevelOf_OneThreshold_IsEnough(int? warning, int? critical, string number, Level expected) =>
        Assert.Equal(expected, Display(options => (options.Warning, options.Critical) = (warning, critical)).LevelOf(TestData.Json(number)));

    [Fact]
    public void LevelOf_NoThreshold_IsNone() => Assert.Null(Display(options => options.LowerIsWorse = true).LevelOf(TestData.Json("1")));

    [Fact]
    public void LevelOf_EveryTenthUpToTheThreshold_IsExact()
    {
        // In double, 0.07 times 100 is more than 7, and 0.57 times 100 less than 57.
        Assert.All(Enumerable.Range(0, 1000), hundredth =>
        {
            var display = Display(options => (options.Scale, options.Warning) = (100, hundredth));
            Assert.Equal(Level.Warning, display.LevelOf(TestData.Json($"{hundredth / 100}.{hundredth % 100:00}")));
            Assert.Equal(Level.Ok, display.LevelOf(TestData.Json($"{hundredth - 1}e-2")));
        });
    }

    [Fact]
    public void InUnit_WithoutAScale_KeepsTheApisDigits() => Assert.Equal("1.500", Display(_ => { }).InUnit(TestData.Json("1.500"))?.GetRawText());

    private static Display Display(Action<DisplayOptions> configure) => TestData.Source(configure: options => configure(options.Display)).Display;
}
