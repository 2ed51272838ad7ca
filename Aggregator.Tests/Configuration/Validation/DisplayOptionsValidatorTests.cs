using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration.Validation;

public sealed class DisplayOptionsValidatorTests
{
    private const string Approved = "display.txt";

    public static TheoryData<string> Wrong => WrongConfiguration.NamesIn(Approved);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rejects_Display(string configuration)
    {
        var wrong = WrongConfiguration.Find(Approved, configuration);

        Assert.NotEmpty(wrong.Errors);
        Assert.Equal(wrong.Errors, Configured.Errors(wrong.Section));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"Format\": \"\"")]
    [InlineData("\"Format\": \"N0\", \"Unit\": \"\"")]
    [InlineData("\"Unit\": \"1234567890123456\"")]
    [InlineData("\"Scale\": 0.001")]
    [InlineData("\"Scale\": \"1e-3\"")]
    [InlineData("\"Scale\": -1")]
    [InlineData("\"Warning\": 0")]
    [InlineData("\"Critical\": -5.5")]
    [InlineData("\"Warning\": 80, \"Critical\": 80.01")]
    [InlineData("\"Warning\": -5, \"Critical\": -6, \"LowerIsWorse\": true")]
    [InlineData("\"LowerIsWorse\": true")]
    public void Accepts_Display(string keys) => Assert.Empty(Configured.Errors($$"""{ "Sources": { "a": { "Url": "http://a.test/", "Display": { {{keys}} } } } }"""));
}
