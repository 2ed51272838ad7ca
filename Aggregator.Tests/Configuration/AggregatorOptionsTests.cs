using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration;

public sealed class AggregatorOptionsTests
{
    private const string Demo =
        """
        "Demo": {
          "Enabled": true,
          "Sources": { "api-a": { "Url": "/demo/random" }, "api-b": { "Url": "/demo/random" } },
          "Boards": { "default": { "Title": "Two APIs", "Sources": [ "api-a", "api-b" ] } }
        }
        """;

    public static TheoryData<string> Wrong => WrongConfiguration.NamesIn("all-at-once.txt");

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rejects_AllErrorsTogether(string configuration)
    {
        var wrong = WrongConfiguration.Find("all-at-once.txt", configuration);

        Assert.InRange(wrong.Errors.Count, 10, 100);
        Assert.Equal(wrong.Errors, Configured.Errors(wrong.Section));
    }

    [Fact]
    public void Accepts_NothingAtAll() => Assert.Empty(Configured.Errors("{}"));

    [Fact]
    public void InForce_NothingOfOnesOwn_IsTheDemo()
    {
        var board = Assert.Single(Configured.Catalog($$"""{ {{Demo}} }""").Boards);

        Assert.Equal("Two APIs", board.Title);
        Assert.Equal(["api-a", "api-b"], board.Sources.Select(source => source.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "Sources": {}""")]
    [InlineData(""", "Sources": [], "Boards": null""")]
    public void InForce_EmptySectionsOfOnesOwn_IsTheDemo(string sections) =>
        Assert.Equal("Two APIs", Configured.Catalog($$"""{ {{Demo}}{{sections}} }""").Find("default")?.Title);

    [Fact]
    public void InForce_DemoIsOff_IsNothing() =>
        Assert.Empty(Configured.Catalog($$"""{ {{Demo.Replace("true", "false", StringComparison.Ordinal)}} }""").Boards);

    [Fact]
    public void InForce_DemoIsOff_DoesNotValidateTheDemo() =>
        Assert.Empty(Configured.Errors("""{ "Demo": { "Enabled": false, "Sources": { "a": { "Url": "ftp://a.test/" } } } }"""));

    [Fact]
    public void InForce_OneSourceOfOnesOwn_ReplacesTheDemoWhole()
    {
        var board = Assert.Single(Configured.Catalog($$"""{ {{Demo}}, "Sources": { "api-a": { "Url": "http://a.test/" } } }""").Boards);

        Assert.Equal("All sources", board.Title);
        Assert.Equal("http://a.test/", Assert.Single(board.Sources).Url.AbsoluteUri);
    }

    [Fact]
    public void InForce_OneBoardOfOnesOwn_TakesTheDemosSourcesAway() =>
        Assert.Equal(
            ["Aggregator:Boards:main:Sources:0 is 'api-a': there are no sources yet; add one under Aggregator:Sources."],
            Configured.Errors($$"""{ {{Demo}}, "Boards": { "main": { "Sources": [ "api-a" ] } } }"""));

    [Fact]
    public void InForce_DemoOfSourcesOnly_HasOneBoardOfThem() =>
        Assert.Equal(
            ["api-a"],
            Configured.Catalog("""{ "Demo": { "Enabled": true, "Sources": { "api-a": { "Url": "/demo/random" } } } }""")
                .Find("default")?.Sources.Select(source => source.Name));
}
