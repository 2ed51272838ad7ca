using System.Text;
using System.Text.Json;
using Aggregator.Core.Decoding;

namespace Aggregator.Tests.Decoding;

public sealed class JsonDecoderTests
{
    [Theory]
    [InlineData("""{ "a": [ 1, true, "x" ] }""")]
    [InlineData("\"text\"")]
    [InlineData("12345678901234567890")]
    [InlineData("1.10")]
    [InlineData("0.1000")]
    [InlineData("1e400")]
    [InlineData("-0")]
    [InlineData("false")]
    [InlineData("[]")]
    [InlineData("""{ "a": 1, "A": 2 }""")]
    [InlineData("\"\\ud83d\\ude00\"")]
    [InlineData("\"\\\\ud800\"")]
    [InlineData("\"\\u0000\"")]
    [InlineData("\"ünïcödé \U0001F600\"")]
    public void Decode_Json_IsTheValueAsItCame(string json) => Assert.Equal(json, Decode(json)?.GetRawText());

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("""{ "a": NaN }""")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("0x10")]
    [InlineData("tru")]
    [InlineData("'text'")]
    [InlineData("text")]
    [InlineData("\"open")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"\\x41\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("[ 1, ]")]
    [InlineData("""{ "a": 1, }""")]
    [InlineData("{ a: 1 }")]
    [InlineData("""{ "a" }""")]
    [InlineData("[ 1")]
    [InlineData("[ 1 }")]
    [InlineData("/* a comment */ 1")]
    [InlineData("<html><title>Sign in</title></html>")]
    public void Decode_NoJson_Throws(string body) => Assert.ThrowsAny<JsonException>(() => Decode(body));

    [Theory]
    [InlineData("1 2")]
    [InlineData("{} x")]
    [InlineData("[],")]
    [InlineData("null null")]
    [InlineData("{}\0")]
    public void Decode_TrailingGarbage_Throws(string body) => Assert.ThrowsAny<JsonException>(() => Decode(body));

    [Theory]
    [InlineData("""{ "a": 1, "a": 1 }""")]
    [InlineData("""{ "a": 1, "b": 2, "\u0061": 3 }""")]
    [InlineData("""[ { "x": { "": 1, "": 2 } } ]""")]
    public void Decode_MemberTwice_Throws(string body) => Assert.ThrowsAny<JsonException>(() => Decode(body));

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\udc00\"")]
    [InlineData("\"\\ud800 \\udc00\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    [InlineData("[ \"\\ud83d\\ud83d\" ]")]
    [InlineData("""{ "a": { "b": [ 1, "x\ud800" ] } }""")]
    public void Decode_HalfOfASurrogatePair_Throws(string body) => Assert.ThrowsAny<JsonException>(() => Decode(body));

    [Fact]
    public void Decode_BrokenTextOutsideTheSelection_Throws() =>
        Assert.ThrowsAny<JsonException>(() => Decode("""{ "value": 1, "comment": "\ud800" }""", "/value"));

    [Theory]
    [InlineData("c328")]
    [InlineData("c080")]
    [InlineData("eda080")]
    [InlineData("f4908080")]
    [InlineData("ff")]
    [InlineData("e4b8")]
    public void Decode_InvalidUtf8InAText_Throws(string hex) =>
        Assert.ThrowsAny<JsonException>(() => Decode([(byte)'"', .. Convert.FromHexString(hex), (byte)'"']));

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Decode_OtherUnicode_Throws(string encoding)
    {
        var other = Encoding.GetEncoding(encoding);

        Assert.ThrowsAny<JsonException>(() => Decode(other.GetBytes("""{ "a": 1 }""")));
        Assert.ThrowsAny<JsonException>(() => Decode([.. other.GetPreamble(), .. other.GetBytes("""{ "a": 1 }""")]));
    }

    [Fact]
    public void Decode_ByteOrderMark_IsSkipped() => Assert.Equal("[ 1 ]", Decode("\uFEFF[ 1 ]")?.GetRawText());

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF\uFEFF1")]
    [InlineData(" \uFEFF1")]
    public void Decode_ByteOrderMarkElsewhereOrAlone_Throws(string body) => Assert.ThrowsAny<JsonException>(() => Decode(body));

    [Theory]
    [InlineData('[', ']', "")]
    [InlineData('{', '}', "\"a\":")]
    public void Decode_Nesting_MayBe32LevelsDeep(char open, char close, string name)
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat($"{open}{name}", depth)) + (name.Length > 0 ? "1" : "") + new string(close, depth);

        Assert.Equal(Nested(32), Decode(Nested(32))?.GetRawText());
        Assert.ThrowsAny<JsonException>(() => Decode(Nested(33)));
        Assert.ThrowsAny<JsonException>(() => Decode(Nested(10_000)));
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("""{ "value": null }""", "/value")]
    [InlineData("""{ "value": null }""", "$.value")]
    [InlineData("{}", "/value")]
    [InlineData("{}", "$.value")]
    public void Decode_NullOrNothingSelected_IsNoValue(string json, string? selector) => Assert.Null(Decode(json, selector));

    [Theory]
    [InlineData(null, """{"a":["x",1.10]}""")]
    [InlineData("/a", """["x",1.10]""")]
    [InlineData("$.a[0]", "\"x\"")]
    [InlineData("$.a[*]", """["x",1.10]""")]
    public void Decode_BodyOverwrittenAfterwards_KeepsTheValue(string? selector, string expected)
    {
        var body = """{"a":["x",1.10]}"""u8.ToArray();

        var value = JsonDecoder.Decode(body, Selector(selector).Select);
        Array.Fill(body, (byte)'#');

        Assert.Equal(expected, value?.GetRawText());
    }

    private static JsonElement? Decode(string body, string? selector = null) => JsonDecoder.Decode(Encoding.UTF8.GetBytes(body), Selector(selector).Select);

    private static JsonElement? Decode(byte[] body) => JsonDecoder.Decode(body, Selector(null).Select);

    private static ValueSelector Selector(string? text) =>
        ValueSelector.TryParse(text, out var selector, out var error) ? selector : throw new ArgumentException(error, nameof(text));
}
