using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Tests.Decoding;

public sealed class ContentTypesTests
{
    private static readonly AnswerFormat[] Configured = [AnswerFormat.Json, AnswerFormat.Xml, AnswerFormat.Csv, AnswerFormat.Text, AnswerFormat.Feed];

    [Theory]
    [InlineData(null, "Json Xml Csv Text Feed")]
    [InlineData("text/plain", "Json Xml Csv Text Feed")]
    [InlineData("application/json", "Json Text")]
    [InlineData("TEXT/JSON", "Json Text")]
    [InlineData("application/problem+json", "Json Text")]
    [InlineData("application/xml", "Xml Text Feed")]
    [InlineData("text/xml", "Xml Text Feed")]
    [InlineData("application/soap+xml", "Xml Text Feed")]
    [InlineData("application/rss+xml", "Xml Text Feed")]
    [InlineData("Application/Atom+Xml", "Xml Text Feed")]
    [InlineData("application/rdf+xml", "Xml Text Feed")]
    [InlineData("application/xhtml+xml", "Xml Text")]
    [InlineData("text/csv", "Csv Text")]
    [InlineData("text/tab-separated-values", "Csv Text")]
    [InlineData("application/csv", "Csv")]
    [InlineData("application/vnd.ms-excel", "Csv")]
    [InlineData("application/octet-stream", "Csv")]
    [InlineData("text/html", "Text")]
    [InlineData("application/jsonp", "")]
    [InlineData("image/png", "")]
    [InlineData("application/pdf", "")]
    public void FormatOf_ConfiguredFormat_TakesItsTypesOnly(string? type, string expected) =>
        Assert.Equal(expected, string.Join(' ', Configured.Where(format => ContentTypes.FormatOf(format, type) == format)));

    [Theory]
    [InlineData(null, AnswerFormat.Auto)]
    [InlineData("text/plain", AnswerFormat.Auto)]
    [InlineData("application/json", AnswerFormat.Json)]
    [InlineData("application/hal+json", AnswerFormat.Json)]
    [InlineData("application/rss+xml", AnswerFormat.Feed)]
    [InlineData("application/atom+xml", AnswerFormat.Feed)]
    [InlineData("text/xml", AnswerFormat.Xml)]
    [InlineData("image/svg+xml", AnswerFormat.Xml)]
    [InlineData("text/csv", AnswerFormat.Csv)]
    [InlineData("text/html", null)]
    [InlineData("application/xhtml+xml", null)]
    [InlineData("application/octet-stream", null)]
    [InlineData("application/vnd.ms-excel", null)]
    public void FormatOf_Auto_IsWhatTheTypeSays(string? type, AnswerFormat? expected) => Assert.Equal(expected, ContentTypes.FormatOf(AnswerFormat.Auto, type));

    [Theory]
    [InlineData(AnswerFormat.Auto, AnswerFormat.Json)]
    [InlineData(AnswerFormat.Xml, AnswerFormat.Xml)]
    public void AcceptContentType_TypesOfOnesOwn_AreTakenAndNoOthers(AnswerFormat format, AnswerFormat read)
    {
        var options = new SourceOptions { Format = format };
        options.AcceptContentType.Add("text/html");
        Assert.True(AnswerDecoder.TryCompile(options, out var decoder, out _));

        Assert.Equal(read == AnswerFormat.Json ? "[1]" : "1", Decoded.Value(decoder, read == AnswerFormat.Json ? "[1]"u8.ToArray() : "<a>1</a>"u8.ToArray(), "Text/HTML; charset=utf-8"));
        Assert.False(decoder.Accepts(null));
        Assert.False(decoder.Accepts(new("application/json")));
        Assert.False(decoder.Accepts(new("application/xml")));
    }
}
