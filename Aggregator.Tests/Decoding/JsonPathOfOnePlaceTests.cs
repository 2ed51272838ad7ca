using Aggregator.Core.Decoding;
using Aggregator.Tests.Support;
using Newtonsoft.Json.Linq;

namespace Aggregator.Tests.Decoding;

/// <summary>A JSONPath that names one place goes the quick way, and finds what Newtonsoft.Json finds.</summary>
public sealed class JsonPathOfOnePlaceTests
{
    private static readonly string[] Answers =
    [
        """{"a":{"b":[10,{"c":1.50}],"0":"zero","b c":true,"d-e":2,"x/y":3},"0":[7],"A":5}""",
        """[[1,2],{"a":3}]""",
        "{}",
        "1",
    ];

    public static TheoryData<string> Paths { get; } =
        ["$.a", "$.A", "$.a.b", "$.a.b[0]", "$.a.b[1].c", "$.a.b[9]", "$.a['b c']", "$.a['d-e']", "$.a['x/y']", "$['a']['b'][1]['c']", "$[0]", "$[0][1]", "$[1].a", "$.a[0]", "$.x.y", "$.a.b.c"];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Select_PathOfOnePlace_FindsWhatNewtonsoftFinds(string path)
    {
        Assert.True(ValueSelector.TryParse(path, out var selector, out _));
        Assert.IsType<JsonPointerSelector>(selector);
        foreach (var answer in Answers)
        {
            var expected = JToken.Parse(answer).SelectToken(path)?.ToString(Newtonsoft.Json.Formatting.None);
            var actual = selector.Select(TestData.Json(answer));
            Assert.Equal(expected, actual is { } found ? JToken.Parse(found.GetRawText()).ToString(Newtonsoft.Json.Formatting.None) : null);
        }
    }

    [Theory]
    [InlineData("$")]
    [InlineData("$.*")]
    [InlineData("$.a[*]")]
    [InlineData("$..a")]
    [InlineData("$.a[0,1]")]
    [InlineData("$.a[0:1]")]
    [InlineData("$.a[?(@.b)]")]
    [InlineData("$['a','b']")]
    public void TryParse_PathOfPlaces_IsNewtonsofts(string path)
    {
        Assert.True(ValueSelector.TryParse(path, out var selector, out _));
        Assert.IsType<JsonPathSelector>(selector);
    }
}
