using System.Text;
using System.Text.Json;
using Aggregator.Core.Decoding;

namespace Aggregator.Tests.Decoding;

/// <summary>What only somebody hostile sends, or a very unlucky API.</summary>
public sealed class JsonHostileTests
{
    [Theory]
    [InlineData("""{ "\ud800": 1 }""")]
    [InlineData("""{ "a": { "x\udc00": 1 } }""")]
    [InlineData("""{ "\ud800": 1, "\ud801": 2 }""")]
    public void Decode_HalfOfASurrogatePairInAName_Throws(string body) => Assert.ThrowsAny<JsonException>(() => Decode(body, "/a"));

    [Theory]
    [InlineData("$[-1]", "[ 1 ]")]
    [InlineData("$[0,-1]", "[ 1 ]")]
    [InlineData("$[?(@ > 1)]", "[ 2, \"text\" ]")]
    [InlineData("$[?(@ =~ /[/)]", "[ \"text\" ]")]
    public void Decode_AnswerThatDoesNotSuitTheJsonPath_Throws(string path, string json) => Assert.ThrowsAny<JsonException>(() => Decode(json, path));

    [Fact]
    public async Task Decode_RunawayRegularExpression_Throws()
    {
        var token = TestContext.Current.CancellationToken;
        var decode = Task.Run(() => Decode($"[ \"{new string('a', 40)}!\" ]", "$[?(@ =~ /^(a+)+$/)]"), token);

        await Assert.ThrowsAnyAsync<JsonException>(() => decode.WaitAsync(TimeSpan.FromSeconds(60), token));
    }

    [Theory]
    [InlineData("$[99999999999]")]
    [InlineData("$.a[1:99999999999]")]
    public void Rejects_IndexBeyondAnyList(string path)
    {
        Assert.False(ValueSelector.TryParse(path, out _, out var error));
        Assert.StartsWith("it is no JSONPath (", error, StringComparison.Ordinal);
    }

    private static JsonElement? Decode(string body, string text)
    {
        Assert.True(ValueSelector.TryParse(text, out var selector, out var error), error);
        return JsonDecoder.Decode(Encoding.UTF8.GetBytes(body), selector.Select);
    }
}
