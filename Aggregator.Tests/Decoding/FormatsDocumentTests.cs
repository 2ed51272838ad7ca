using System.Text;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Decoding;

/// <summary>The examples of docs/formats.md, loaded and run.</summary>
public sealed class FormatsDocumentTests
{
    private static Source[] Samples { get; } =
        [.. Repository.Blocks(Repository.Read("docs/formats.md"), "jsonc").Select(sample => Configured.Catalog($$"""{ "Sources": { {{sample}} } }""").Boards[0].Sources.Single())];

    [Theory]
    [InlineData("weather", """{"name":"Bern","main":{"temp":-1.5}}""", """{"city":"Bern","temperature":-1.5}""")]
    [InlineData("price", """{"items":[{"name":"y","price":1},{"name":"x","price":2.50}]}""", "2.50")]
    [InlineData("franc", "<rates><rate currency='USD'>1.1</rate><rate currency='CHF'>0.9300</rate></rates>", "0.9300")]
    [InlineData("bern", "city;price\nBasel;1\nBern;2.20\n", "2.20")]
    [InlineData("load", "up 3 days\nload: 0.75\n", "0.75")]
    [InlineData("news", "<rss version='2.0'><channel><item><title>One</title></item><item><title>Two</title></item></channel></rss>", """["One","Two"]""")]
    public void Sample_AnswerOfItsApi_HasTheValue(string name, string answer, string expected) => Assert.Equal(
        expected,
        Decoded.Value(Assert.Single(Samples, source => string.Equals(source.Name, name, StringComparison.Ordinal)).Decoder, Encoding.UTF8.GetBytes(answer)));

    [Fact]
    public void Samples_AreAllTried() => Assert.Equal(["weather", "price", "franc", "bern", "load", "news"], Samples.Select(source => source.Name));
}
