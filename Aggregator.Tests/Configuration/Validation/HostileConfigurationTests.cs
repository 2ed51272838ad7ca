using System.Text.Json;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration.Validation;

/// <summary>What somebody may write who is hostile, or unlucky.</summary>
public sealed class HostileConfigurationTests
{
    [Theory]
    [InlineData("http://user:pa55word@a.test/", "http://…@a.test/")]
    [InlineData("ftp://user:pa55word@a.test/", "ftp://…@a.test/")]
    [InlineData("http://user:pa55word@{host}/", "http://…@{host}/")]
    [InlineData("http://user:pa55word@a test/", "http://…@a test/")]
    [InlineData("http://user:pa55@word@a.test/", "http://…@a.test/")]
    [InlineData("user:pa55word@a.test", "…@a.test")]
    public void Rejects_UserInfo_WithoutShowingThePassword(string url, string shown)
    {
        var error = Assert.Single(Configured.Errors($$"""{ "Sources": { "a": { "Url": {{JsonSerializer.Serialize(url)}} } } }"""));

        Assert.StartsWith($"Aggregator:Sources:a:Url is '{shown}': ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/demo/../api/boards/default")]
    [InlineData("/demo/%2e%2e/boards/default")]
    [InlineData("/demo/..\\boards/default")]
    [InlineData("/demo/..")]
    public void Rejects_AddressThatLeavesTheDemo(string url) =>
        Assert.Contains(
            "the only addresses of this application that a source may call begin with /demo/",
            Assert.Single(Configured.Errors($$"""{ "Demo": { "Enabled": true }, "Sources": { "a": { "Url": {{JsonSerializer.Serialize(url)}} } } }""")),
            StringComparison.Ordinal);

    [Fact]
    public void Rejects_TooLongTimeout_WithoutBlamingABoardNobodyWrote() =>
        Assert.Equal(
            ["Aggregator:Sources:a:Timeout is '00:01:00': write a time above 0 and of at most 00:00:30."],
            Configured.Errors("""{ "Sources": { "a": { "Url": "http://a.test/", "Timeout": "00:01:00" } } }"""));

    [Theory]
    [InlineData("N9999999")]
    [InlineData("F101")]
    public void Rejects_FormatThatMakesPagesOfDigits(string format) =>
        Assert.StartsWith(
            $"Aggregator:Boards:b:Format is '{format}': ",
            Assert.Single(Configured.Errors($$"""{ "Sources": { "a": { "Url": "http://a.test/" } }, "Boards": { "b": { "Sources": [ "a" ], "Format": "{{format}}" } } }""")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("#3")]
    [InlineData("0x3")]
    [InlineData("&h3")]
    public void Rejects_HexadecimalNumber(string number) =>
        Assert.Equal(
            [$"Aggregator:Sources:a:Attempts is '{number}': write a whole number."],
            Configured.Errors($$"""{ "Sources": { "a": { "Url": "http://a.test/", "Attempts": "{{number}}" } } }"""));

    [Fact]
    public void Rejects_IndexBeyondAnyList_InsteadOfBreaking() =>
        Assert.StartsWith(
            "Aggregator:Sources:a:Select is '$[99999999999]': it is no JSONPath",
            Assert.Single(Configured.Errors("""{ "Sources": { "a": { "Url": "http://a.test/", "Select": "$[99999999999]" } } }""")),
            StringComparison.Ordinal);

    [Fact]
    public void Rejects_AttemptTimeoutThatPollyCannotKeep() =>
        Assert.Equal(
            ["Aggregator:Sources:a:AttemptTimeout is '00:00:00.0050000': an attempt is part of the call; write a time from 00:00:00.010 to the source's Timeout, 00:00:05."],
            Configured.Errors("""{ "Sources": { "a": { "Url": "http://a.test/", "AttemptTimeout": "00:00:00.005" } } }"""));

    [Theory]
    [InlineData("00:30")]
    [InlineData("1")]
    public void Rejects_TimeThatMayMeanAnother(string time) =>
        Assert.Equal(
            [$"Aggregator:Sources:a:CircuitBreaker:SamplingDuration is '{time}': write hours:minutes:seconds, such as 00:00:05."],
            Configured.Errors($$"""{ "Sources": { "a": { "Url": "http://a.test/", "CircuitBreaker": { "SamplingDuration": "{{time}}" } } } }"""));

    [Fact]
    public void Rejects_NameWithALineBreak_OnOneLine() =>
        Assert.DoesNotContain('\n', Configured.Errors("""{ "Sources": { "a\nb": { "Url": "http://a.test/" } } }""")[0]);

    [Fact]
    public void Rejects_SizeBeyondAnInt_WithTheLimit() =>
        Assert.Equal(
            ["Aggregator:Sources:a:MaxResponseBytes is '4294967296': write a number of bytes from 1 to 67108864 (64 MiB)."],
            Configured.Errors("""{ "Sources": { "a": { "Url": "http://a.test/", "MaxResponseBytes": 4294967296 } } }"""));

    [Theory]
    [InlineData("data.price", "write a JSON Pointer, such as /data/price, or a JSONPath, such as $.data.price; a column needs Format Csv, a regular expression Format Text.")]
    [InlineData("#/data/price", "write a JSON Pointer, such as /data/price, or a JSONPath, such as $.data.price; a column needs Format Csv, a regular expression Format Text.")]
    [InlineData("$..a..b", "each further .. multiplies the places an answer may have; write .. at most once.")]
    public void Rejects_Selector_AndSaysWhatWouldBeRight(string selector, string remedy) =>
        Assert.Equal(
            [$"Aggregator:Sources:a:Select is '{selector}': {remedy}"],
            Configured.Errors($$"""{ "Sources": { "a": { "Url": "http://a.test/", "Select": "{{selector}}" } } }"""));
}
