using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Tests.Decoding.Feeds;

public sealed class FeedTests
{
    private const string Atom =
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>All</title>
          <entry><title type="html">One &amp;lt;b&gt; &lt;b&gt;bold&lt;/b&gt;</title><link rel="self" href="https://a.test/self"/><link href="https://a.test/1"/>
            <id>urn:1</id><updated>2026-11-22T08:00:00+01:00</updated><author><name>Ada</name></author>
            <summary type="html">&lt;p&gt;A &amp;amp; B&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</summary></entry>
          <entry><title>Two &lt;3</title><link href="javascript:alert(1)"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello</p> there</div></content></entry>
        </feed>
        """;

    private const string Rss =
        """
        <?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>All</title>
          <item><media:title>Not this</media:title><title>12</title><link> http://a.test/ä </link><pubDate>Sun, 22 Nov 2026 08:00:00 EST</pubDate>
            <description><![CDATA[<p>A &amp; B<br>C</p>]]></description><dc:creator>Ada</dc:creator><guid isPermaLink="false">7</guid></item>
          <item><title/><guid>https://a.test/2</guid><pubDate>whenever</pubDate></item>
        </channel></rss>
        """;

    private const string Rdf =
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel rdf:about="https://a.test/"><title>All</title></channel>
          <item rdf:about="https://a.test/1"><title>One</title><link>https://a.test/1</link><dc:date>2026-11-22</dc:date></item>
        </rdf:RDF>
        """;

    [Fact]
    public void Decode_Atom_IsTheListOfItsEntries() => Assert.Equal(
        """[{"title":"One <b> bold","link":"https://a.test/1","published":"2026-11-22T07:00:00Z","summary":"A & B","author":"Ada","id":"urn:1"},"""
        + """{"title":"Two <3","summary":"Hello there"}]""",
        Decoded.Value(AnswerFormat.Feed, Atom));

    [Fact]
    public void Decode_Rss_IsTheListOfItsItems() => Assert.Equal(
        """[{"title":"12","link":"http://a.test/%C3%A4","published":"2026-11-22T13:00:00Z","summary":"A & B C","author":"Ada","id":"7"},"""
        + """{"link":"https://a.test/2","id":"https://a.test/2"}]""",
        Decoded.Value(AnswerFormat.Feed, Rss));

    [Fact]
    public void Decode_Rdf_IsTheListOfItsItems() => Assert.Equal(
        """[{"title":"One","link":"https://a.test/1","published":"2026-11-22T00:00:00Z","id":"https://a.test/1"}]""",
        Decoded.Value(AnswerFormat.Feed, Rdf));

    [Theory]
    [InlineData("/0/title", "\"12\"")]
    [InlineData("$[*].link", """["http://a.test/%C3%A4","https://a.test/2"]""")]
    [InlineData("/1/title", null)]
    [InlineData("/9", null)]
    public void Decode_Selector_IsOnTheList(string select, string? expected) => Assert.Equal(expected, Decoded.Value(AnswerFormat.Feed, Rss, select));

    [Theory]
    [InlineData("<rss version='0.91'><channel><item><title>A</title></item></channel></rss>", "[{\"title\":\"A\"}]")]
    [InlineData("<rss version='0.92'><channel/></rss>", "[]")]
    [InlineData("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title>A</title><issued>2026-11-22T08:00Z</issued></entry></feed>", "[{\"title\":\"A\",\"published\":\"2026-11-22T08:00:00Z\"}]")]
    [InlineData("<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'><atom:entry><atom:title>A</atom:title></atom:entry></atom:feed>", "[{\"title\":\"A\"}]")]
    public void Decode_OtherReleases_AreRead(string xml, string expected) => Assert.Equal(expected, Decoded.Value(AnswerFormat.Feed, xml));

    [Theory]
    [InlineData("Sun, 22 Nov 2026 08:00:00 GMT", "2026-11-22T08:00:00Z")]
    [InlineData("Mon, 22 Nov 2026 08:00:00 +0100", "2026-11-22T07:00:00Z")]
    [InlineData("2 Nov 26 08:00 PST", "2026-11-02T16:00:00Z")]
    [InlineData("22 Nov 2026", "2026-11-22T00:00:00Z")]
    [InlineData("2026-11-22T08:00:00.123456Z", "2026-11-22T08:00:00Z")]
    [InlineData("2026-11-22T08:00:00", "2026-11-22T08:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    [InlineData("31 Feb 2026 08:00:00 GMT", null)]
    [InlineData("08:00", null)]
    [InlineData(",", null)]
    public void Decode_Time_IsInUtcOrAbsent(string time, string? expected) => Assert.Equal(
        expected is null ? null : $"\"{expected}\"",
        Decoded.Value(AnswerFormat.Feed, $"<rss><channel><item><title>x</title><pubDate>{time}</pubDate></item></channel></rss>", "/0/published"));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//a.test/1")]
    [InlineData("/1")]
    [InlineData("file:///etc/passwd")]
    public void Decode_LinkThatIsNoWebAddress_IsAbsent(string link) =>
        Assert.Equal("[{\"title\":\"x\"}]", Decoded.Value(AnswerFormat.Feed, $"<rss><channel><item><title>x</title><link>{link}</link></item></channel></rss>"));

    [Theory]
    [InlineData("<p>a</p><p>b</p>", "a b")]
    [InlineData("a <!-- > --> b", "a b")]
    [InlineData("1 < 2 & 3 > 2", "1 < 2 & 3 > 2")]
    [InlineData("&lt;script&gt;", "<script>")]
    [InlineData("<STYLE>p{}</STYLE>a", "a")]
    [InlineData("a<img src=x onerror=alert(1)", "a")]
    [InlineData("a<", "a<")]
    public void Decode_Summary_IsPlainText(string html, string expected) => Assert.Equal(
        System.Text.Json.JsonSerializer.Serialize(expected, Relaxed),
        Decoded.Value(AnswerFormat.Feed, $"<rss><channel><item><description>{System.Security.SecurityElement.Escape(html)}</description></item></channel></rss>", "/0/summary"));

    [Theory]
    [InlineData("<html/>")]
    [InlineData("<feed/>")]
    [InlineData("<rss xmlns='urn:x'/>")]
    [InlineData("no feed")]
    [InlineData("<!DOCTYPE rss><rss/>")]
    public void Decode_NoFeed_Throws(string xml) => Assert.Throws<BadContentException>(() => Decoded.Value(AnswerFormat.Feed, xml));

    private static System.Text.Json.JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
