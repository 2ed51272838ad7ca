using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration.Validation;

public sealed class HostingOptionsValidatorTests
{
    private const string Approved = "hosting.txt";

    public static TheoryData<string> Wrong => WrongConfiguration.NamesIn(Approved);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rejects_Hosting(string configuration)
    {
        var wrong = WrongConfiguration.Find(Approved, configuration);

        Assert.NotEmpty(wrong.Errors);
        Assert.Equal(wrong.Errors, Configured.Errors(wrong.Section));
    }

    [Theory]
    [InlineData("https://portal.example.com")]
    [InlineData("http://portal:8080")]
    [InlineData("https://*.example.com")]
    [InlineData("https://*.example.com:8443")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("HTTPS://Portal.Example.com")]
    public void Accepts_Ancestor(string origin) => Assert.Empty(Configured.Errors($$"""{ "Embedding": { "AllowedAncestors": [ "{{origin}}" ] } }"""));

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("10.0.0.0/8")]
    [InlineData("::1")]
    [InlineData("fd00::/8")]
    public void Accepts_TrustedProxy(string proxy) => Assert.Empty(Configured.Errors($$"""{ "Hosting": { "TrustedProxies": [ "{{proxy}}" ] } }"""));

    [Theory]
    [InlineData("")]
    [InlineData("/board")]
    [InlineData("/apps/board-2")]
    public void Accepts_PathBase(string path) => Assert.Empty(Configured.Errors($$"""{ "Hosting": { "PathBase": "{{path}}" } }"""));
}
