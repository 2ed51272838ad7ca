using Aggregator.Core.Decoding;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Decoding;

public sealed class JsonPointerSelectorTests
{
    /// <summary>The document of RFC 6901, 5.</summary>
    private const string Rfc =
        """{ "foo": ["bar","baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8 }""";

    [Theory]
    [InlineData("/foo", """["bar","baz"]""")]
    [InlineData("/foo/0", "\"bar\"")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/c%d", "2")]
    [InlineData("/e^f", "3")]
    [InlineData("/g|h", "4")]
    [InlineData("/i\\j", "5")]
    [InlineData("/k\"l", "6")]
    [InlineData("/ ", "7")]
    [InlineData("/m~0n", "8")]
    public void Select_ExampleOfTheRfc_IsItsValue(string text, string expected) => Assert.Equal(expected, Select(text, Rfc));

    [Fact]
    public void Select_NoPointer_IsTheWholeAnswer() => Assert.Equal(Rfc, Select("", Rfc));

    [Theory]
    [InlineData("/~01", """{ "~1": "tilde one", "/": "slash" }""", "\"tilde one\"")]
    [InlineData("/~1", """{ "~1": "tilde one", "/": "slash" }""", "\"slash\"")]
    [InlineData("/~0~1~0", """{ "~/~": 1 }""", "1")]
    [InlineData("//", """{ "": { "": 1 } }""", "1")]
    [InlineData("/a/", """{ "a": { "": 1 } }""", "1")]
    [InlineData("//a", """{ "": { "a": 1 } }""", "1")]
    public void Select_EscapesAndEmptyNames_AreNames(string text, string json, string expected) => Assert.Equal(expected, Select(text, json));

    [Theory]
    [InlineData("/0", "10")]
    [InlineData("/2", "12")]
    [InlineData("/3", null)]
    [InlineData("/00", null)]
    [InlineData("/01", null)]
    [InlineData("/-", null)]
    [InlineData("/-1", null)]
    [InlineData("/+1", null)]
    [InlineData("/1.0", null)]
    [InlineData("/1e0", null)]
    [InlineData("/ 1", null)]
    [InlineData("/1 ", null)]
    [InlineData("/", null)]
    [InlineData("/\u0661", null)]
    [InlineData("/length", null)]
    [InlineData("/2147483647", null)]
    [InlineData("/2147483648", null)]
    [InlineData("/99999999999999999999", null)]
    public void Select_ElementOfAList_IsByIndexOfPlainDigits(string text, string? expected) => Assert.Equal(expected, Select(text, "[ 10, 11, 12 ]"));

    [Theory]
    [InlineData("/01", "1")]
    [InlineData("/-", "2")]
    [InlineData("/0", "3")]
    [InlineData("/99999999999999999999", "4")]
    public void Select_MemberNamedLikeAnIndex_IsTheMember(string text, string expected) =>
        Assert.Equal(expected, Select(text, """{ "01": 1, "-": 2, "0": 3, "99999999999999999999": 4 }"""));

    [Theory]
    [InlineData("/b")]
    [InlineData("/A")]
    [InlineData("/a/b/c")]
    [InlineData("/a/0")]
    [InlineData("/text/0")]
    [InlineData("/nothing/x")]
    public void Select_NoSuchPlace_IsNothing(string text) => Assert.Null(Select(text, """{ "a": { "b": 1 }, "text": "x", "nothing": null }"""));

    [Theory]
    [InlineData("/n/0", "12345678901234567890")]
    [InlineData("/n/1", "1.10")]
    [InlineData("/n/2", "1e400")]
    [InlineData("/n/3", "0.1000")]
    public void Select_Number_KeepsItsDigits(string text, string digits) =>
        Assert.Equal(digits, Select(text, """{ "n": [ 12345678901234567890, 1.10, 1e400, 0.1000 ] }"""));

    [Theory]
    [InlineData("/~")]
    [InlineData("/a~")]
    [InlineData("/~2")]
    [InlineData("/~0~x")]
    [InlineData("/a~/b")]
    public void Rejects_TildeThatEscapesNothing(string text)
    {
        Assert.False(ValueSelector.TryParse(text, out _, out var error));
        Assert.Equal("in a JSON Pointer write ~0 for ~ and ~1 for / (RFC 6901)", error);
    }

    private static string? Select(string text, string json)
    {
        Assert.True(ValueSelector.TryParse(text, out var selector, out var error), error);
        return selector.Select(TestData.Json(json))?.GetRawText();
    }
}
