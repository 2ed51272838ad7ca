using System.Text;
using System.Text.Json;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Decoding;

/// <summary>Whatever an answer turns into, it has a value, none, or a reason.</summary>
public sealed class DecoderFuzzTests
{
    private const int Answers = 6_000;

    private static readonly string[] Words =
    [
        "<", ">", "</", "/>", "<![CDATA[", "]]>", "<!--", "-->", "<?xml encoding='utf-16'?>", "<!DOCTYPE a>", "&amp;", "&#xD800;", "&#0;", "&#x1F600;", "&x;", " xmlns='u'",
        " xmlns:a='u'", "a:", "\"", "\"\"", "'", ",", ";", "\t", "|", "\n", "\r\n", "\r", "sep=;\n", "\0", "\uFEFF", "😀", "1e400", "-", "0", "NaN", "1", "é", "<item>", "<entry>",
        "<pubDate>", "9999-12-31T23:59:59-14:00", "+99:99", "http://", "http://[", "javascript:", "<script", "[", "]", "{", "}", ":", "\\ud800", "=",
    ];

    private static readonly string[] Types =
        ["", "text/plain", "text/plain; charset=utf-16", "text/csv; charset=windows-1252", "application/xml", "text/xml; charset=shift_jis", "text/plain; charset=iso-2022-jp", "text/plain; charset=x"];

    [Theory]
    [InlineData(AnswerFormat.Xml, null, "/rates/rate", "//rate[@currency='CHF']", "sum(//rate)", "//@*|/rates/*", "substring-before(/rates/rate, '.')")]
    [InlineData(AnswerFormat.Csv, null, "price", "price[-1]", "price[city=Bern]", "/0/price", "$[?(@.price > 1)].city")]
    [InlineData(AnswerFormat.Text, null, "[0-9.]+", "(.)$", "^(.*?) (.)")]
    [InlineData(AnswerFormat.Feed, null, "/0/title", "$[*].published", "$..link")]
    [InlineData(AnswerFormat.Auto, null, "/rates/rate", "$..title")]
    public void Decode_MutatedAnswers_HaveAValueOrNoneOrAReason(AnswerFormat format, params string?[] selectors)
    {
        var decoders = selectors.Select(select => Decoded.Decoder(format, select)).ToList();
        var ends = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < Answers; number++)
        {
            // An instance with a seed for each answer, so that each can be had by itself.
            var dice = new Random(number);
            var type = Types[dice.Next(Types.Length)];
            var body = Mutated(dice);
            var problem = Record.Exception(() => ends.Add(End(decoders[number % decoders.Count], body, type)));
            Assert.True(problem is null, $"Answer {number}, {type}: {Convert.ToBase64String(body)}: {problem}");
        }

        Assert.Superset(new HashSet<string>(["a value", "none", "BadContent"], StringComparer.Ordinal), ends);
    }

    private static string End(AnswerDecoder decoder, byte[] body, string type)
    {
        try
        {
            var value = decoder.Decode(body, type.Length == 0 ? null : System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type));

            // What was found must be fit to show.
            return value is null ? "none" : JsonSerializer.SerializeToNode(value) is null ? "null" : "a value";
        }
        catch (Exception e) when (Failure.ReasonFor(e) is { } reason)
        {
            return reason.ToString();
        }
    }

    private static byte[] Mutated(Random dice)
    {
        var text = Good[dice.Next(Good.Length)];
        var bytes = (dice.Next(8) == 0 ? Encoding.Unicode : Encoding.UTF8).GetBytes(text).ToList();
        for (var mutations = dice.Next(0, 4); mutations > 0; mutations--)
        {
            var place = dice.Next(bytes.Count + 1);
            var length = Math.Min(dice.Next(1, 30), bytes.Count - place);
            switch (dice.Next(6))
            {
                case 0 when length > 0:
                    bytes[place] = (byte)dice.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(place, length);
                    break;
                case 2:
                    bytes.InsertRange(place, bytes.GetRange(place, length));
                    break;
                case 3 when dice.Next(3) == 0:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                default:
                    bytes.InsertRange(place, Encoding.UTF8.GetBytes(Words[dice.Next(Words.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }

    private static string[] Good { get; } =
    [
        "<?xml version='1.0' encoding='utf-8'?><rates day='1'><rate currency='CHF'>0.93</rate><rate currency='USD'>1.10</rate><a:b xmlns:a='u'>x<c/>y</a:b></rates>",
        "city,price\nBern,1.10\n\"Basel, BS\",2\n\"a \"\"b\"\"\",\n",
        "city;price\r\nBern;1.10\r\nBasel;2\r\n",
        "up 12.50 days, load: 1.5\nand more 😀\n",
        "<rss version='2.0'><channel><item><title>A &lt;b></title><link>http://a.test/</link><pubDate>Sun, 22 Nov 2026 08:00:00 EST</pubDate><description><![CDATA[<p>a&amp;b</p>]]></description></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>a&lt;br></title><link href='https://a.test/'/><updated>2026-11-22T08:00:00Z</updated></entry></feed>",
        """[{"title":"a","rates":{"rate":1}}]""",
    ];
}
