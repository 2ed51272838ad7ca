using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration;

public sealed class RevisionTests
{
    private const string Same =
        """{ "Sources": { "a": { "Url": "http://a.test/", "Title": "A" } }, "Boards": { "default": { "Sources": [ "a" ], "Combine": "Sum" } } }""";

    [Fact]
    public void Revision_SameConfiguration_IsTheSame() => Assert.Equal(Configured.Catalog(Same).Revision, Configured.Catalog(Same).Revision);

    [Fact]
    public void Revision_SameConfigurationInAnotherOrderAndLayout_IsTheSame() =>
        Assert.Equal(
            Configured.Catalog(Same).Revision,
            Configured.Catalog(
                """
                {
                  // Comments and blanks say nothing to the application.
                  "Boards": { "default": { "Combine": "Sum", "Sources": [ "a" ] } },
                  "Sources": { "a": { "Title": "A", "Url": "http://a.test/" } }
                }
                """).Revision);

    [Fact]
    public void Revision_SameConfigurationFromAnotherProvider_IsTheSame()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("Aggregator:Sources:a:Url", "http://a.test/"),
                new("Aggregator:Sources:a:Title", "A"),
                new("Aggregator:Boards:default:Sources:0", "a"),
                new("Aggregator:Boards:default:Combine", "Sum"),
            ])
            .Build();

        Assert.Equal(Configured.Catalog(Same).Revision, Configured.Catalog(configuration).Revision);
    }

    [Theory]
    [InlineData("\"A\"", "\"B\"")]
    [InlineData("http://a.test/", "http://a.test/x")]
    [InlineData("\"Sum\"", "\"Max\"")]
    [InlineData("\"Title\": \"A\"", "\"Title\": \"A\", \"Attempts\": 2")]
    [InlineData(", \"Combine\": \"Sum\"", "")]
    [InlineData("\"default\"", "\"other\"")]
    public void Revision_AnyKeyOrValueChanged_IsAnother(string part, string changed)
    {
        Assert.Contains(part, Same, StringComparison.Ordinal);

        Assert.NotEqual(Configured.Catalog(Same).Revision, Configured.Catalog(Same.Replace(part, changed, StringComparison.Ordinal)).Revision);
    }

    [Theory]
    [InlineData("\"Auth\": { \"Type\": \"Bearer\", \"Token\": \"{0}\" }")]
    [InlineData("\"Auth\": { \"Type\": \"Basic\", \"UserName\": \"ann\", \"Password\": \"{0}\" }")]
    [InlineData("\"Proxy\": \"http://ann:{0}@proxy.test:3128\"")]
    public void Revision_SecretChanged_IsTheSame(string key)
    {
        string With(string secret) => Configured.Catalog($$"""{ "Sources": { "a": { "Url": "http://a.test/", {{key.Replace("{0}", secret, StringComparison.Ordinal)}} } } }""").Revision;

        Assert.Equal(With("one"), With("another"));
    }

    [Fact]
    public void Revision_AnotherSectionChanged_IsTheSame()
    {
        static string With(string level) => Configured.Catalog(new ConfigurationBuilder()
            .AddInMemoryCollection([new("Aggregator:Sources:a:Url", "http://a.test/"), new("Logging:LogLevel:Default", level)])
            .Build()).Revision;

        Assert.Equal(With("Debug"), With("Error"));
    }

    [Fact]
    public void Revision_OfABoard_IsTheConfigurations()
    {
        var catalog = Configured.Catalog(Same);

        Assert.Matches("^[0-9a-f]{8}$", catalog.Revision);
        Assert.Equal(catalog.Revision, catalog.Find("default")?.Revision);
    }

    [Fact]
    public void Revision_NullInsteadOfEmptyText_IsAnother() =>
        Assert.NotEqual(
            Configured.Catalog("""{ "Sources": { "a": { "Url": "http://a.test/", "Title": "" } } }""").Revision,
            Configured.Catalog("""{ "Sources": { "a": { "Url": "http://a.test/", "Title": null } } }""").Revision);
}
