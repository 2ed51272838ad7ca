using Aggregator.Core.Combining;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aggregator.Tests.Sources;

public sealed class BoardCatalogTests
{
    private const string ThreeSources =
        """
        "Sources": {
          "beta": { "Url": "http://b.test/" }, "Alpha": { "Url": "http://a.test/" }, "gamma": { "Url": "http://c.test/", "Timeout": "00:00:08" }
        }
        """;

    [Fact]
    public void Boards_None_IsOneBoardOfEverySourceInTheOrderOfTheirNames()
    {
        var board = Assert.Single(Configured.Catalog($$"""{ {{ThreeSources}} }""").Boards);

        Assert.Equal(("default", "All sources"), (board.Name, board.Title));
        Assert.Equal(["Alpha", "beta", "gamma"], board.Sources.Select(source => source.Name));
    }

    [Theory]
    [InlineData("00:00:08", 10)]
    [InlineData("00:00:12", 12)]
    [InlineData("00:00:30", 30)]
    public void Boards_NoneAndASlowSource_IsOneBoardThatWaitsForIt(string timeout, int seconds)
    {
        var board = Configured.Catalog($$"""{ "Sources": { "a": { "Url": "http://a.test/", "Timeout": "{{timeout}}" } } }""").Find("default")!;

        Assert.Equal(seconds, board.Deadline.TotalSeconds);
    }

    [Fact]
    public void Boards_MinimalBoard_HasTheDefaults()
    {
        var board = Configured.Catalog($$"""{ {{ThreeSources}}, "Boards": { "main": { "Sources": [ "beta" ] } } }""").Find("main")!;

        Assert.Equal(("main", "main", "none"), (board.Name, board.Title, board.Combine));
        Assert.Equal((TimeSpan.FromSeconds(10), 1), (board.Deadline, board.MinimumSources));
        Assert.Null(board.Format);
        Assert.Null(board.Unit);
    }

    [Fact]
    public void Boards_Several_AreInTheOrderOfTheirNamesWithTheirSourcesAsWritten()
    {
        var boards = Configured.Catalog(
            $$"""{ {{ThreeSources}}, "Boards": { "z": { "Sources": [ "gamma", "ALPHA" ] }, "m": { "Sources": [ "beta", "alpha", "gamma" ] } } }""").Boards;

        Assert.Equal(["m", "z"], boards.Select(board => board.Name));
        Assert.Equal(["beta", "Alpha", "gamma"], boards[0].Sources.Select(source => source.Name));
        Assert.Equal(["gamma", "Alpha"], boards[1].Sources.Select(source => source.Name));
    }

    [Fact]
    public void Boards_SharingASource_HaveTheSameOne()
    {
        var catalog = Configured.Catalog($$"""{ {{ThreeSources}}, "Boards": { "x": { "Sources": [ "beta" ] }, "y": { "Sources": [ "BETA" ] } } }""");

        Assert.Same(catalog.Find("x")!.Sources[0], catalog.Find("y")!.Sources[0]);
    }

    [Theory]
    [InlineData("Main", "main")]
    [InlineData("main", "main")]
    [InlineData("MAIN", "main")]
    [InlineData("default", null)]
    [InlineData("", null)]
    [InlineData("ma", null)]
    public void Find_Name_IsWithoutRegardToCase(string name, string? found)
    {
        var catalog = Configured.Catalog($$"""{ {{ThreeSources}}, "Boards": { "main": { "Sources": [ "beta" ] } } }""");

        Assert.Equal(found, catalog.Find(name)?.Name);
    }

    [Theory]
    [InlineData("SUM", "sum")]
    [InlineData("Average", "average")]
    [InlineData("spread", "Spread")]
    public void Combine_AnyCase_IsTheNameAsRegistered(string written, string registered)
    {
        var configuration = Configured.Configuration($$"""{ {{ThreeSources}}, "Boards": { "main": { "Sources": [ "beta" ], "Combine": "{{written}}" } } }""");
        using var services = Configured.Services(configuration, services => services.AddSingleton(new CombinerRegistration("Spread")));

        Assert.Equal(registered, services.GetRequiredService<BoardCatalog>().Current.Find("main")?.Combine);
    }

    [Fact]
    public void Create_WrongConfiguration_Throws() =>
        Assert.Throws<OptionsValidationException>(() => Configured.Catalog("""{ "Sources": { "a": {} } }"""));
}
