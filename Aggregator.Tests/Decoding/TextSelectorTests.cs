using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Tests.Decoding;

public sealed class TextSelectorTests
{
    [Theory]
    [InlineData("up 12.50 days\n", null, "\"up 12.50 days\"")]
    [InlineData(" 12.50 \r\n", null, "12.50")]
    [InlineData("up 12.50 days", "[0-9.]+", "12.50")]
    [InlineData("up 12.50 days", "up ([0-9.]+) (days)", "12.50")]
    [InlineData("up 12.50 days", "(?<what>up|down) ([0-9.]+)", "12.50")]
    [InlineData("a\nload: 3\nb", "(?m)^load: (.*)$", "3")]
    [InlineData("up", "(?i)UP", "\"up\"")]
    [InlineData("007", null, "\"007\"")]
    [InlineData("1e400", null, "1e400")]
    [InlineData("+1", null, "\"+1\"")]
    [InlineData("1,5", null, "\"1,5\"")]
    [InlineData("12345678901234567890.10", null, "12345678901234567890.10")]
    public void Select_Pattern_IsItsFirstGroupOrItsMatch(string text, string? pattern, string expected) =>
        Assert.Equal(expected, Decoded.Value(AnswerFormat.Text, text, pattern));

    [Theory]
    [InlineData("up", "down")]
    [InlineData("ab", "a(x)?b")]
    [InlineData("ab", "a(x*)b")]
    [InlineData("\n\n", null)]
    public void Select_NoMatchOrNothingInIt_IsNothing(string text, string? pattern) => Assert.Null(Decoded.Value(AnswerFormat.Text, text, pattern));

    [Fact]
    public void Select_PatternThatWouldRunAway_DoesNot() =>
        Assert.Null(Decoded.Value(AnswerFormat.Text, new string('a', 100_000) + "!", "^(a+)+$"));

    [Fact]
    public void Select_HalfOfACharacter_Throws() => Assert.Throws<BadContentException>(() => Decoded.Value(AnswerFormat.Text, "😀", "^(.)"));

    [Theory]
    [InlineData("(a)\\1")]
    [InlineData("a(?=b)")]
    [InlineData("(?<!a)b")]
    [InlineData("(?>a)")]
    public void Rejects_PatternThatNeedsBacktracking(string pattern) =>
        Assert.StartsWith("it must work without backtracking", Decoded.Remedy(AnswerFormat.Text, pattern), StringComparison.Ordinal);

    [Fact]
    public void Rejects_PatternWithSyntaxErrors() =>
        Assert.StartsWith("it is no .NET regular expression (", Decoded.Remedy(AnswerFormat.Text, "a(b"), StringComparison.Ordinal);
}
