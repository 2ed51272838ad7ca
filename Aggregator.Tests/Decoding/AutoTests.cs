using System.Text.Json;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Tests.Decoding;

/// <summary>The format that nobody wrote.</summary>
public sealed class AutoTests
{
    private const string Rss = "<rss version='2.0'><channel><item><title>News</title></item></channel></rss>";

    [Theory]
    [InlineData("application/json", "[1]", "[1]")]
    [InlineData("application/xml", "<a>1</a>", "1")]
    [InlineData("text/xml", Rss, "[{\"title\":\"News\"}]")]
    [InlineData("application/rss+xml", Rss, "[{\"title\":\"News\"}]")]
    [InlineData("text/csv", "a\n1", "[{\"a\":1}]")]
    [InlineData("text/plain", "[1]", "[1]")]
    [InlineData("text/plain", "some text\n", "\"some text\"")]
    [InlineData(null, "some text", "\"some text\"")]
    [InlineData(null, "1.10 \n", "1.10")]
    public void Decode_ContentType_SaysWhatItIs(string? type, string body, string expected) =>
        Assert.Equal(expected, Decoded.Value(AnswerFormat.Auto, body, contentType: type));

    [Theory]
    [InlineData("application/json", """{"rates":{"usd":1.1}}""", "1.1")]
    [InlineData("application/xml", "<rates><usd>1.2</usd></rates>", "1.2")]
    public void Decode_OneSelector_IsReadAsTheFormatReadsIt(string type, string body, string expected) =>
        Assert.Equal(expected, Decoded.Value(AnswerFormat.Auto, body, "/rates/usd", type));

    [Theory]
    [InlineData("text/csv", "a,b\n1,2", "$[0].b", "2")]
    [InlineData("text/xml", Rss, "/0/title", "\"News\"")]
    [InlineData("text/xml", "<a/>", "$.a", null)]
    public void Decode_ListsAndPaths_AreSelectedAsInJson(string type, string body, string select, string? expected) =>
        Assert.Equal(expected, Decoded.Value(AnswerFormat.Auto, body, select, type));

    [Theory]
    [InlineData("application/json", "text")]
    [InlineData("application/rss+xml", "<a/>")]
    [InlineData("text/plain", "a\0b")]
    [InlineData("text/plain", " [1")]
    [InlineData(null, "{\"a\":1,\"a\":2}")]
    public void Decode_NotWhatItsTypeSays_Throws(string? type, string body) => AssertUnusable(() => Decoded.Value(AnswerFormat.Auto, body, contentType: type));

    [Fact]
    public void Decode_TextWhereAPlaceIsSelected_Throws() => Assert.ThrowsAny<JsonException>(() => Decoded.Value(AnswerFormat.Auto, "some text", "/a", "text/plain"));

    [Theory]
    [InlineData("price", "write a JSON Pointer, such as /price, or a JSONPath, such as $.price; a column needs Format Csv, a regular expression Format Text")]
    [InlineData("items[0].name", "write a JSON Pointer, such as /items/0/name, or a JSONPath, such as $.items[0].name; a regular expression needs Format Text")]
    [InlineData("a(b", "write a JSON Pointer, such as /data/0/price, or a JSONPath, such as $.data[0].price; a column needs Format Csv, a regular expression Format Text")]
    [InlineData("a[(]b", "write a JSON Pointer, such as /data/0/price, or a JSONPath, such as $.data[0].price; a regular expression needs Format Text")]
    public void Rejects_SelectorOfAnotherFormat_AndSaysWhichOne(string select, string remedy) => Assert.Equal(remedy, Decoded.Remedy(AnswerFormat.Auto, select));

    [Fact]
    public void Decode_NamedSelectors_MakeOneObject()
    {
        var decoder = Decoded.Decoder(AnswerFormat.Auto, null, ("b", "/x"), ("a", "/y/0"), ("none", "/z"));

        Assert.Equal("""{"b":1.10,"a":"t","none":null}""", Decoded.Value(decoder, """{"x":1.10,"y":["t"],"z":null}"""u8.ToArray()));
        Assert.Equal("""{"b":null,"a":"t","none":null}""", Decoded.Value(decoder, """{"y":["t"]}"""u8.ToArray()));
        Assert.Null(Decoded.Value(decoder, "{}"u8.ToArray()));
    }

    [Theory]
    [InlineData(AnswerFormat.Xml, "/a/b", "<a><b>1</b></a>", "1")]
    [InlineData(AnswerFormat.Csv, "b", "a,b\n0,1", "1")]
    [InlineData(AnswerFormat.Text, "b=(.)", "b=1", "1")]
    [InlineData(AnswerFormat.Feed, "/0/title", Rss, "\"News\"")]
    [InlineData(AnswerFormat.Json, "/a", "{\"a\":1}", "1")]
    public void Decode_NamedSelectorsOfAnyFormat_MakeOneObject(AnswerFormat format, string select, string body, string expected) =>
        Assert.Equal($$"""{"x":{{expected}},"y":{{expected}}}""", Decoded.Value(Decoded.Decoder(format, null, ("x", select), ("y", select)), System.Text.Encoding.UTF8.GetBytes(body)));

    private static void AssertUnusable(Func<string?> decode)
    {
        var exception = Record.Exception(decode);
        Assert.True(exception is BadContentException or JsonException, $"{exception}");
    }
}
