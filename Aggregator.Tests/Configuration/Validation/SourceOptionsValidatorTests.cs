using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration.Validation;

public sealed class SourceOptionsValidatorTests
{
    private const string Approved = "sources.txt";

    public static TheoryData<string> Wrong => WrongConfiguration.NamesIn(Approved);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rejects_Source(string configuration)
    {
        var wrong = WrongConfiguration.Find(Approved, configuration);

        Assert.NotEmpty(wrong.Errors);
        Assert.Equal(wrong.Errors, Configured.Errors(wrong.Section));
    }

    [Theory]
    [InlineData("http://a.test")]
    [InlineData("HTTPS://API.EXAMPLE.COM:8443/v1/price?symbol=X&at=now")]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://[::1]:8080/")]
    [InlineData("https://bücher.example/")]
    [InlineData("http://a.test/?mail=a@b.test")]
    [InlineData("http://a.test/%7Bnot-a-placeholder%7D")]
    public void Accepts_Url(string url) => Assert.Empty(Configured.Errors($$"""{ "Sources": { "a": { "Url": "{{url}}" } } }"""));

    [Theory]
    [InlineData("/demo/random")]
    [InlineData("/demo/random?delay=2s")]
    public void Accepts_AddressOfADemoApi_WhileTheDemoIsOn(string url) =>
        Assert.Empty(Configured.Errors($$"""{ "Demo": { "Enabled": true }, "Sources": { "a": { "Url": "{{url}}" } } }"""));

    [Theory]
    [InlineData("a")]
    [InlineData("a7")]
    [InlineData("API_a-1")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void Accepts_Name(string name) => Assert.Empty(Configured.Errors($$"""{ "Sources": { "{{name}}": { "Url": "http://a.test/" } } }"""));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/data/0/price")]
    [InlineData("/a~1b/m~0n//")]
    [InlineData("$")]
    [InlineData("$.items[?(@.name=='x')].price")]
    [InlineData("$..price")]
    public void Accepts_Select(string selector) =>
        Assert.Empty(Configured.Errors($$"""{ "Sources": { "a": { "Url": "http://a.test/", "Select": "{{selector}}" } } }"""));

    [Theory]
    [InlineData("\"Timeout\": \"00:00:30\"")]
    [InlineData("\"Timeout\": \"00:00:00.001\"")]
    [InlineData("\"AttemptTimeout\": \"00:00:05\"")]
    [InlineData("\"Timeout\": \"00:00:02\", \"AttemptTimeout\": \"00:00:02\", \"ConnectTimeout\": \"00:00:02\"")]
    [InlineData("\"Attempts\": 1")]
    [InlineData("\"Attempts\": 5")]
    [InlineData("\"Attempts\": \"5\"")]
    [InlineData("\"MaxResponseBytes\": 1")]
    [InlineData("\"MaxResponseBytes\": 67108864")]
    [InlineData("\"Required\": \"TRUE\"")]
    [InlineData("\"CircuitBreaker\": { \"FailureRatio\": 1, \"MinimumThroughput\": 2 }")]
    [InlineData("\"CircuitBreaker\": { \"SamplingDuration\": \"00:00:00.5\", \"BreakDuration\": \"00:00:00.5\", \"MaxBreakDuration\": \"00:00:00.5\" }")]
    [InlineData("\"CircuitBreaker\": { \"SamplingDuration\": \"01:00:00\", \"BreakDuration\": \"01:00:00\", \"MaxBreakDuration\": \"01:00:00\" }")]
    public void Accepts_Limit(string limits) => Assert.Empty(Configured.Errors($$"""{ "Sources": { "a": { "Url": "http://a.test/", {{limits}} } } }"""));

    [Fact]
    public void Rejects_LongValue_AndShowsItsBeginning()
    {
        var error = Assert.Single(Configured.Errors($$"""{ "Sources": { "a": { "Url": "{{new string('x', 5000)}}" } } }"""));

        Assert.StartsWith($"Aggregator:Sources:a:Url is '{new string('x', 100)}", error, StringComparison.Ordinal);
        Assert.InRange(error.Length, 100, 300);
    }
}
