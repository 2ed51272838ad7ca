using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Embedding;

namespace Aggregator.Tests.Web.Embedding;

public sealed class StatusBadgeTests
{
    private static readonly double[] LuminanceOfRedGreenBlue = [0.2126, 0.7152, 0.0722];

    [Fact]
    public void Of_Run_SaysStatusAndResult()
    {
        var run = KnownRun.Create();

        Assert.Equal("partial: 1.23", StatusBadge.Of(run).Message);
        Assert.Equal("partial", StatusBadge.Of(run with { Result = CombinedValue.Failed("Sum needs numbers.") }).Message);
    }

    [Theory]
    [InlineData(2, "partial: 1.23", "look-degraded")]
    [InlineData(1, "warning: 1.23", "level-warning")]
    public void Of_RunWithThresholds_SaysWhatIsBad(int warning, string message, string look)
    {
        var badge = StatusBadge.Of(KnownRun.WithThresholds(warning));
        Assert.Equal((message, look), (badge.Message, badge.Look.CssClass));
    }

    [Theory]
    [InlineData("0.125", "0.13")]
    [InlineData("\"up\"", "up")]
    [InlineData("\"\"", "ok")]
    [InlineData("\" \"", "ok")]
    [InlineData("""{"a":1}""", "ok")]
    [InlineData("[1]", "ok")]
    public void Of_SourceWithAValue_SaysItWhereItIsOneText(string json, string message) =>
        Assert.Equal(message, StatusBadge.Of(TestData.Ok(TestData.Source(), json), "0.00").Message);

    [Theory]
    [InlineData("79.5", "79.5 %", "look-ok")]
    [InlineData("80", "warning: 80 %", "level-warning")]
    [InlineData("95", "critical: 95 %", "level-critical")]
    public void Of_SourceWithThresholds_SaysWhatIsBadInColourAndShapeToo(string json, string message, string look)
    {
        var source = TestData.Source(configure: options => (options.Display.Unit, options.Display.Warning, options.Display.Critical) = ("%", 80, 95));
        var badge = StatusBadge.Of(TestData.Ok(source, json), null);

        Assert.Equal((message, look), (badge.Message, badge.Look.CssClass));
        Assert.InRange(ContrastWithWhite(XDocument.Parse(badge.ToString()).Root!.Elements().ElementAt(2).Attribute("fill")!.Value), 4.5, 21);
    }

    [Theory]
    [InlineData(Reason.Timeout, "error")]
    [InlineData(Reason.CircuitOpen, "off")]
    public void Of_SourceWithoutAValue_SaysItsState(Reason reason, string message) =>
        Assert.Equal(message, StatusBadge.Of(TestData.Failed(TestData.Source(), reason), null).Message);

    [Fact]
    public void ToString_EachState_HasAColourAndAShapeOfItsOwn()
    {
        SourceResult[] states =
        [
            TestData.Ok(TestData.Source(), "1"),
            KnownRun.Create().Sources[1],
            TestData.Failed(TestData.Source(), Reason.Timeout),
            TestData.Failed(TestData.Source(), Reason.CircuitOpen),
        ];
        var badges = states.Select(state => XDocument.Parse(StatusBadge.Of(state, null).ToString()).Root!.Elements().ToList()).ToList();

        Assert.Equal(4, badges.Select(badge => badge[2].Attribute("fill")?.Value).Distinct().Count());
        Assert.Equal(4, badges.Select(badge => badge[4].Attribute("d")?.Value).Distinct().Count());
        Assert.All(badges.Select(badge => badge[2].Attribute("fill")!.Value), colour => Assert.InRange(ContrastWithWhite(colour), 4.5, 21));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("]]>&quot;\"'&", "]]>&quot;\"'&")]
    [InlineData("a\0b\u001b[31m\r\nc\u0085", "a�b�[31m��c�")]
    [InlineData("\uFFFE\uFFFF\u202Eevil", "���evil")]
    [InlineData("Zürich 東京 👩‍👩‍👧", "Zürich 東京 👩‍👩‍👧")]
    public void ToString_HostileText_IsPlainTextInWellFormedXml(string text, string shown)
    {
        var svg = XDocument.Parse(Badge(JsonSerializer.Serialize(text))).Root!;

        Assert.Equal($"api-a: {shown}", svg.Elements().First().Value);
        Assert.Equal(["title", "rect", "path", "rect", "path", "text", "text"], svg.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(shown, svg.Elements().Last().Value);
        Assert.All(svg.Descendants().Attributes(), attribute => Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a", 60, 60)]
    [InlineData("a", 61, 60)]
    [InlineData("👩‍👩‍👧", 30, 57)]
    [InlineData("W", 100_000, 60)]
    public void ToString_LongText_IsCutBetweenLetters(string letter, int times, int length)
    {
        var shown = XDocument.Parse(Badge(JsonSerializer.Serialize(string.Concat(Enumerable.Repeat(letter, times))))).Root!.Elements().Last().Value;

        Assert.Equal(length, shown.Length);
        Assert.Equal(times * letter.Length > 60, shown.EndsWith('…'));
        Assert.Equal("", shown.TrimEnd('…').Replace(letter, "", StringComparison.Ordinal));
    }

    [Fact]
    public void ToString_OneLetterOfManyMarks_IsCutAway()
    {
        var text = JsonSerializer.Serialize("a" + new string('\u0301', 100_000));
        Assert.Equal("…", XDocument.Parse(Badge(text)).Root!.Elements().Last().Value);
    }

    [Fact]
    public void ToString_Half_OfASurrogatePair_IsReplaced() =>
        Assert.Contains("<title>a�b: ok</title>", (StatusBadge.Of(TestData.Ok(TestData.Source(), "[]"), null) with { Label = "a\uD83Db" }).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("1")]
    [InlineData("\"東京 WWWWWWWW iiiiiiii\"")]
    public void ToString_AnyText_StandsWithinTheImage(string json)
    {
        var svg = XDocument.Parse(Badge(json)).Root!;
        var width = Number(svg, "width");
        var ends = svg.Elements().Where(element => element.Name.LocalName is "text").Select(text => Number(text, "x") + Number(text, "textLength")).ToList();

        Assert.Equal($"0 0 {svg.Attribute("width")?.Value} 20", svg.Attribute("viewBox")?.Value);
        Assert.InRange(ends[1], ends[0] + 10, width - 5);
    }

    private static string Badge(string json) => StatusBadge.Of(TestData.Ok(TestData.Source(), json), null).ToString();

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    /// <summary>WCAG 2.2, contrast ratio.</summary>
    private static double ContrastWithWhite(string colour)
    {
        var luminance = LuminanceOfRedGreenBlue.Index().Sum(part =>
        {
            var channel = int.Parse(colour.AsSpan(1 + (2 * part.Index), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return part.Item * (channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4));
        });
        return 1.05 / (luminance + 0.05);
    }
}
