using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration.Validation;

public sealed class AccessOptionsValidatorTests
{
    private const string Approved = "access.txt";

    private const string Hash = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789ABCDEF";

    private const string OpsBoard = """ "Sources": { "a": { "Url": "http://a.test/" } }, "Boards": { "b": { "Sources": [ "a" ], "Groups": [ "ops" ] } } """;

    public static TheoryData<string> Wrong => WrongConfiguration.NamesIn(Approved);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rejects_Access(string configuration)
    {
        var wrong = WrongConfiguration.Find(Approved, configuration);

        Assert.NotEmpty(wrong.Errors);
        Assert.Equal(wrong.Errors, Configured.Errors(wrong.Section));
    }

    [Theory]
    [InlineData("""{ "Access": { "Mode": "Anonymous" } }""")]
    [InlineData("""{ "Access": { "Mode": "anonymous", "Clients": null, "GroupsHeader": "" } }""")]
    [InlineData($$"""{ "Access": { "Mode": "ApiKeys", "Clients": { "wiki": { "KeyHashes": [ "{{Hash}}" ], "Groups": [ "ops", "/Sales & more" ] } } }, {{OpsBoard}} }""")]
    [InlineData("""{ "Access": { "Mode": "ProxyUser", "UserHeader": "Remote-User" }, "Hosting": { "TrustedProxies": [ "10.0.0.5" ] } }""")]
    [InlineData($$"""{ "Access": { "Mode": "ProxyUser", "GroupsHeader": "Remote-Groups" }, "Hosting": { "TrustedProxies": [ "10.0.0.5" ] }, {{OpsBoard}} }""")]
    [InlineData(
        $$"""
        {
          "Access": { "Mode": "ProxyUser", "Clients": { "wiki": { "KeyHashes": [ "{{Hash}}" ], "Groups": [ "ops" ] } } },
          "Hosting": { "TrustedProxies": [ "10.0.0.5" ] }, {{OpsBoard}}
        }
        """)]
    public void Accepts_Access(string section) => Assert.Empty(Configured.Errors(section));
}
