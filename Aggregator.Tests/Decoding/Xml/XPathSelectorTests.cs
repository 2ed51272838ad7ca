using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Tests.Decoding.Xml;

public sealed class XPathSelectorTests
{
    private const string Rates =
        """
        <?xml version="1.0"?>
        <rates xmlns:m="urn:more" day="2026-11-22"><!-- a comment -->
          <rate currency="CHF">0.9300</rate><rate currency="USD"> 1.10 </rate><empty/><m:note>as of <m:b>noon</m:b> today</m:note>
          <only a="1" b=""/>
        </rates>
        """;

    private const string Soap =
        """
        <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
          <GetPriceResponse xmlns="urn:prices"><price>34.5</price></GetPriceResponse>
        </soap:Body></soap:Envelope>
        """;

    [Theory]
    [InlineData("/rates/rate[@currency='CHF']", "0.9300")]
    [InlineData("/rates/rate", "[0.9300,1.10]")]
    [InlineData("/rates/rate[2]/@currency", "\"USD\"")]
    [InlineData("//rate[last()]", "1.10")]
    [InlineData("/rates/@day", "\"2026-11-22\"")]
    [InlineData("count(//rate)", "2")]
    [InlineData("sum(/rates/rate)", "2.0300000000000002")]
    [InlineData("/rates/rate[1] > 1", "false")]
    [InlineData("string(/rates/rate[1])", "\"0.9300\"")]
    [InlineData("/rates/rate[1]/text()", "0.9300")]
    [InlineData("/rates/rate[contains(@currency, 'S')]", "1.10")]
    [InlineData("/rates/m:note", """{"#text":"as of  today","m:b":"noon"}""")]
    [InlineData("/rates/only", """{"@a":1,"@b":null}""")]
    [InlineData("/rates/rate[@currency='EUR']", null)]
    [InlineData("/rates/empty", null)]
    [InlineData("number(/rates/@day)", null)]
    [InlineData("string(/rates/nothing)", null)]
    [InlineData("/rates/x:y", null)]
    [InlineData("//rate | /rates/@day", """["2026-11-22",0.9300,1.10]""")]
    public void Select_Path_IsItsNodesOrItsResult(string path, string? expected) => Assert.Equal(expected, Decoded.Value(AnswerFormat.Xml, Rates, path));

    [Theory]
    [InlineData(null)]
    [InlineData("/")]
    [InlineData("/rates")]
    public void Select_ElementWithOthers_IsAnObject(string? path) => Assert.Equal(
        """{"@day":"2026-11-22","rate":[0.9300,1.10],"empty":null,"m:note":{"#text":"as of  today","m:b":"noon"},"only":{"@a":1,"@b":null}}""",
        Decoded.Value(AnswerFormat.Xml, Rates, path));

    [Theory]
    [InlineData("/soap:Envelope/soap:Body/GetPriceResponse/price")]
    [InlineData("//price")]
    [InlineData("//GetPriceResponse/price")]
    public void Select_Names_AreAsTheDocumentWritesThem(string path) => Assert.Equal("34.5", Decoded.Value(AnswerFormat.Xml, Soap, path));

    [Fact]
    public void Select_ManyCallsAtOnce_ShareThePath()
    {
        var decoder = Decoded.Decoder(AnswerFormat.Xml, "//b[last()]");
        Parallel.For(1, 500, i => Assert.Equal(
            FormattableString.Invariant($"{i}"),
            Decoded.Value(decoder, System.Text.Encoding.UTF8.GetBytes($"<a>{string.Concat(Enumerable.Repeat("<b>0</b>", i))}<b>{i}</b></a>"))));
    }

    [Theory]
    [InlineData("/Envelope")]
    [InlineData("//soap:price")]
    public void Select_NameWithAnotherPrefix_IsNotFound(string path) => Assert.Null(Decoded.Value(AnswerFormat.Xml, Soap, path));

    [Theory]
    [InlineData("<a><![CDATA[x & ]]>y &lt; z</a>", "\"x & y < z\"")]
    [InlineData("<a>  \n </a>", null)]
    [InlineData("<a xmlns='urn:x' xml:lang='de'><b/></a>", "{\"@xml:lang\":\"de\",\"b\":null}")]
    public void Select_Texts_AreOfAllTheirParts(string xml, string? expected) => Assert.Equal(expected, Decoded.Value(AnswerFormat.Xml, xml));

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("<a>")]
    [InlineData("<a></b>")]
    [InlineData("<a/><b/>")]
    [InlineData("<a b='1' b='2'/>")]
    [InlineData("<a>&nbsp;</a>")]
    [InlineData("<a>&#xD800;</a>")]
    [InlineData("<a>&#0;</a>")]
    [InlineData("<p:a/>")]
    [InlineData("<!DOCTYPE a><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x 'xx'><!ENTITY y '&x;&x;'>]><a>&y;</a>")]
    public void Read_NoXml_Throws(string xml) => Assert.Throws<BadContentException>(() => Decoded.Value(AnswerFormat.Xml, xml));

    [Theory]
    [InlineData("/rates[", "it is no XPath 1.0 (")]
    [InlineData("/rates/rate[@x=$y]", "it is no XPath 1.0 (")]
    [InlineData("nothing()", "it is no XPath 1.0 (")]
    [InlineData("//a//b", "each further // multiplies")]
    [InlineData("//a/following::b", "each further // multiplies")]
    [InlineData("/a[b[c]]", "a condition in another one")]
    [InlineData("/a[contains(., ../b)]", "contains, substring-before")]
    [InlineData("translate('x', /a, /b)", "contains, substring-before")]
    [InlineData("/a[contains(concat(., (.)), string(b))]", "contains, substring-before")]
    [InlineData("/a[namespace-uri()='x']", "write names as the answer writes them")]
    public void Rejects_PathThatIsNoneOrMayRunAway(string path, string error) =>
        Assert.StartsWith(error, Decoded.Remedy(AnswerFormat.Xml, path), StringComparison.Ordinal);

    [Theory]
    [InlineData("/a[b='//x//']")]
    [InlineData("/a[b][c]")]
    [InlineData("/a[contains(normalize-space(.), \"[a[\")]")]
    [InlineData("translate(/a, ',', '.')")]
    [InlineData("substring-before(/a/@b, ' ')")]
    public void Accepts_PathsOfEveryDay(string path) => Decoded.Decoder(AnswerFormat.Xml, path);
}
