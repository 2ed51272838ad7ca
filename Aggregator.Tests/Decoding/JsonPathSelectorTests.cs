using System.Text.RegularExpressions;
using Aggregator.Core.Decoding;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Decoding;

public sealed class JsonPathSelectorTests
{
    private const string Shop =
        """
        {
          "items": [
            { "name": "x", "price": 1.10, "tags": [ "new" ] },
            { "name": "y", "price": 12345678901234567890 },
            { "name": "z", "price": 1e400, "note": null }
          ],
          "total": 0.1000
        }
        """;

    [Theory]
    [InlineData("$.total", "0.1000")]
    [InlineData("$['total']", "0.1000")]
    [InlineData("$.items[0].name", "\"x\"")]
    [InlineData("$.items[-1:].name", "\"z\"")]
    [InlineData("$.items[?(@.name=='x')].price", "1.10")]
    [InlineData("$.items[?(@.name == 'y')].price", "12345678901234567890")]
    [InlineData("$.items[?(@.tags)].name", "\"x\"")]
    [InlineData("$.items[?(@.name =~ /^Z$/i)].price", "1e400")]
    [InlineData("$..tags[0]", "\"new\"")]
    public void Select_OneMatch_IsTheValue(string path, string expected) => Assert.Equal(expected, Select(path, Shop));

    [Theory]
    [InlineData("$.items[*].price", "[1.10,12345678901234567890,1e400]")]
    [InlineData("$.items[*].name", """["x","y","z"]""")]
    [InlineData("$.items[0,1].name", """["x","y"]""")]
    [InlineData("$.items[1:].price", "[12345678901234567890,1e400]")]
    [InlineData("$..name", """["x","y","z"]""")]
    [InlineData("$.items[?(@.name != 'y')].name", """["x","z"]""")]
    public void Select_SeveralMatches_IsAListInTheAnswersOrder(string path, string expected) => Assert.Equal(expected, Select(path, Shop));

    [Theory]
    [InlineData("$.nothing")]
    [InlineData("$.items[3]")]
    [InlineData("$.items[?(@.name=='X')]")]
    [InlineData("$.total.x")]
    [InlineData("$.total[0]")]
    [InlineData("$.items.name")]
    [InlineData("$..nothing")]
    public void Select_NoMatch_IsNothing(string path) => Assert.Null(Select(path, Shop));

    [Theory]
    [InlineData("[ 10, 11 ]", "$[1]", "11")]
    [InlineData("[ 10, 11 ]", "$[*]", "[10,11]")]
    [InlineData("[]", "$[*]", null)]
    [InlineData("5", "$", "5")]
    [InlineData("5", "$.a", null)]
    [InlineData("\"2026-11-22T08:00:00+01:00\"", "$", "\"2026-11-22T08:00:00+01:00\"")]
    [InlineData("""{ "$": 1, "a b": 2, "": 3 }""", "$['a b']", "2")]
    [InlineData("[ null, 1 ]", "$[*]", "[null,1]")]
    public void Select_AnyKindOfAnswer_IsSearched(string json, string path, string? expected) => Assert.Equal(expected, Select(path, json));

    [Theory]
    [InlineData("12345678901234567890")]
    [InlineData("123456789012345678901234567890.123456789")]
    [InlineData("1.10")]
    [InlineData("0.1000")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e-400")]
    [InlineData("1E+2")]
    [InlineData("-0.0")]
    public void Select_Number_KeepsItsDigits(string digits)
    {
        Assert.Equal(digits, Select("$.n", $$"""{ "n": {{digits}} }"""));
        Assert.Equal($"[{digits},{digits}]", Select("$.n[*]", $$"""{ "n": [ {{digits}}, {{digits}} ] }"""));
    }

    [Fact]
    public async Task Select_RunawayRegularExpression_IsStopped()
    {
        var token = TestContext.Current.CancellationToken;
        var select = Task.Run(() => Select("$[?(@ =~ /^(a+)+$/)]", $"[ \"{new string('a', 40)}!\" ]"), token);

        var stopped = await Record.ExceptionAsync(() => select.WaitAsync(TimeSpan.FromSeconds(60), token));

        Assert.IsType<RegexMatchTimeoutException>(stopped?.InnerException ?? stopped);
    }

    [Fact]
    public void Select_PlacesInsideOfOthers_AreTooLargeTogether()
    {
        var nested = string.Concat(Enumerable.Repeat("{\"x\":", 30)) + "1" + new string('}', 30);
        Assert.Throws<TooLargeException>(() => Select("$..x", nested));
    }

    [Theory]
    [InlineData("$[?(@ =~ /a/)]", 5_000)]
    [InlineData("$[?(@ == 'a')]", 100_000)]
    public void Select_MoreValuesThanThePathMayLookAt_IsTooLarge(string path, int most)
    {
        Assert.Null(Select(path, $"[{string.Join(',', Enumerable.Repeat("1", most - 1))}]"));
        Assert.Throws<TooLargeException>(() => Select(path, $"[{string.Join(',', Enumerable.Repeat("1", most))}]"));
    }

    [Theory]
    [InlineData("$.items[?(@.a[*] == @.b[*])]")]
    [InlineData("$.items[?(@.a == @..b)]")]
    [InlineData("$.items[?(@.a > @.b[0:9])]")]
    [InlineData("$.items[?(1 < @.b[0,1])]")]
    public void Rejects_FilterThatComparesEachWithEach(string path)
    {
        Assert.False(ValueSelector.TryParse(path, out _, out var error));
        Assert.StartsWith("a filter that compares with many places", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$.items[?(@.a[*] == 3)].b")]
    [InlineData("$.items[?(@.a == @.b)].c")]
    [InlineData("$.items[?(@.a == 'x' && @.b[*] == 1)].c")]
    public void Accepts_FilterThatComparesWithOne(string path) => Assert.True(ValueSelector.TryParse(path, out _, out var error), error);

    [Theory]
    [InlineData("$.", "Unexpected end while parsing path")]
    [InlineData("$.items[", "Path ended with open indexer")]
    [InlineData("$.items[?(@.name==)]", "Unexpected character while parsing path query: )")]
    [InlineData("$.items['x", "Path ended with an open string")]
    [InlineData("$.a b", "Unexpected character while parsing path:  ")]
    public void Rejects_PathWithSyntaxErrors(string path, string problem)
    {
        Assert.False(ValueSelector.TryParse(path, out _, out var error));
        Assert.Equal($"it is no JSONPath ({problem}); write one such as $.items[0].price", error);
    }

    private static string? Select(string path, string json)
    {
        Assert.True(ValueSelector.TryParse(path, out var selector, out var error), error);
        return selector.Select(TestData.Json(json))?.GetRawText();
    }
}
