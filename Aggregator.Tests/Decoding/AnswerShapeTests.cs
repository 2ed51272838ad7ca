using System.Text;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Tests.Decoding;

public sealed class AnswerShapeTests
{
    [Theory]
    [InlineData("application/json", """{"a/b":{"c~d":[{"x":1}]},"e":[],"f":null,"g":true}""", "/a~1b", "/e", "/f", "/g", "/a~1b/c~0d", "/a~1b/c~0d/0", "/a~1b/c~0d/0/x")]
    [InlineData("application/json", "[[1,2],[3]]", "/0", "/0/0")]
    [InlineData("application/json", "7")]
    [InlineData("text/csv", "city,price\nBern,9\n", "/0", "/0/city", "/0/price")]
    [InlineData("application/xml", """<r day="1"><x>2</x><x>3</x><y><z/>t</y></r>""", "/r", "/r/@day", "/r/x", "/r/y", "/r/x[1]", "/r/y/text()", "/r/y/z")]
    [InlineData("text/plain", "hello")]
    public void Places_OfAnAnswer_AreThoseThatItsFormatSelectsBy(string contentType, string answer, params string[] selectors)
    {
        var places = Places(contentType, answer);

        Assert.Equal(selectors, places.Select(place => place.Selector));
        Assert.All(places.Where(place => place.Kind is Place.Number or Place.Text), place => Assert.Equal(place.Sample, Select(place.Selector, contentType, answer)));
    }

    [Fact]
    public void Places_LargeAnswer_AreNoMoreThanAskedFor() =>
        Assert.Equal(5, Places("application/json", $"{{{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"m{i}\":{i}"))}}}").Count);

    private static IReadOnlyList<Place> Places(string contentType, string answer) =>
        Decoder(null).Places(Encoding.UTF8.GetBytes(answer), new(contentType), answer.Length > 1000 ? 5 : 40);

    private static string? Select(string selector, string contentType, string answer) =>
        Decoder(selector).Decode(Encoding.UTF8.GetBytes(answer), new(contentType))?.GetRawText();

    private static AnswerDecoder Decoder(string? selector)
    {
        var options = new SourceOptions();
        options.Select.Selector = selector;
        Assert.True(AnswerDecoder.TryCompile(options, out var decoder, out _));
        return decoder;
    }
}
