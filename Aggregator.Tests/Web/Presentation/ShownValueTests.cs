using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;

namespace Aggregator.Tests.Web.Presentation;

public sealed class ShownValueTests
{
    [Theory]
    [InlineData("1234.5", "1.2345 k€")]
    [InlineData("1500.00", "1.5 k€")]
    [InlineData("12345678901234567890", "12345678901234567.89 k€")]
    [InlineData("1e-30", "1E-33 k€")]
    public void Text_ScaledNumber_StandsInItsUnit(string json, string expected) =>
        Assert.Equal(expected, Shown(json, null, display => (display.Scale, display.Unit) = (0.001m, "k€"))?.Text);

    [Theory]
    [InlineData("1e400", 0.001, "1e400")]
    [InlineData("-1e400", 1000, "-1e400")]
    [InlineData("1e308", 1000, "1e308")]
    [InlineData("1e400", 1, "1e400 k€")]
    public void Text_NumberBeyondEveryRange_IsAsTheApiSentItAndInNoUnitButItsOwn(string json, double scale, string expected) =>
        Assert.Equal(expected, Shown(json, null, display => (display.Scale, display.Unit) = ((decimal)scale, "k€"))?.Text);

    [Theory]
    [InlineData(null, "2.5")]
    [InlineData("", "2.50000")]
    [InlineData("0.000", "2.500")]
    public void Text_FormatOfTheSource_WinsOverTheBoards(string? format, string expected) =>
        Assert.Equal(expected, Shown("2.50000", "0.0", display => display.Format = format)?.Text);

    [Theory]
    [InlineData("\"1,5\"", "1,5")]
    [InlineData("true", "true")]
    [InlineData("""{"a":1}""", null)]
    [InlineData("[1]", null)]
    public void Of_ValueThatIsNotOneNumber_IsAsTheApiSentIt(string json, string? text)
    {
        var shown = Shown(json, null, display => (display.Scale, display.Unit, display.Format, display.Warning) = (10, "%", "0.00", 0));
        Assert.Equal((text, null, null), (shown?.Text, shown?.Unit, shown?.Level));
        Assert.Equal(json, shown?.Value.GetRawText());
    }

    [Fact]
    public void Of_TextThatIsANumber_CountsAsOneWhereTheSourceSaysHowItIsShown()
    {
        var shown = Shown("\"1500\"", null, display => (display.Scale, display.Warning) = (0.001m, 1.5m));
        Assert.Equal(("1.5", Level.Warning), (shown?.Text, shown?.Level));
        Assert.Equal("\"1500\"", Shown("\"1500\"", "0.00", _ => { })?.Value.GetRawText());
    }

    [Theory]
    [InlineData("1499", Level.Ok)]
    [InlineData("1500", Level.Warning)]
    [InlineData("2000", Level.Critical)]
    [InlineData("1e400", Level.Critical)]
    public void Of_Thresholds_AreInTheUnitShown(string json, Level level) =>
        Assert.Equal(level, Shown(json, null, display => (display.Scale, display.Warning, display.Critical) = (0.001m, 1.5m, 2))?.Level);

    [Fact]
    public void Of_SourceWithoutAValue_IsNothing() => Assert.Null(ShownValue.Of(TestData.Failed(TestData.Source(configure: options => options.Display.Warning = 1), Reason.Timeout), null));

    private static ShownValue? Shown(string json, string? boardFormat, Action<DisplayOptions> configure) =>
        ShownValue.Of(TestData.Ok(TestData.Source(configure: options => configure(options.Display)), json), boardFormat);
}
