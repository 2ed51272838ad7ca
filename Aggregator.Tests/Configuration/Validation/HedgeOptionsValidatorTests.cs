using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration.Validation;

public sealed class HedgeOptionsValidatorTests
{
    private const string Approved = "hedge.txt";

    public static TheoryData<string> Wrong => WrongConfiguration.NamesIn(Approved);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rejects_Hedge(string configuration)
    {
        var wrong = WrongConfiguration.Find(Approved, configuration);

        Assert.NotEmpty(wrong.Errors);
        Assert.Equal(wrong.Errors, Configured.Errors(wrong.Section));
    }

    [Theory]
    [InlineData("\"Hedge\": { }")]
    [InlineData("\"Hedge\": { \"After\": null }")]
    [InlineData("\"Hedge\": { \"After\": \"P95\" }")]
    [InlineData("\"Hedge\": { \"After\": \"p95\" }, \"Method\": \"GET\"")]
    [InlineData("\"Hedge\": { \"After\": \"00:00:00.001\" }")]
    [InlineData("\"Hedge\": { \"After\": \"00:00:04.999\" }")]
    [InlineData("\"Hedge\": { \"After\": \"00:00:00.999\" }, \"AttemptTimeout\": \"00:00:01\"")]
    [InlineData("\"Method\": \"POST\", \"Hedge\": { }")]
    public void Accepts_Hedge(string keys) => Assert.Empty(Configured.Errors($$"""{ "Sources": { "a": { "Url": "http://a.test/", {{keys}} } } }"""));
}
