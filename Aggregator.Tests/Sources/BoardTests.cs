using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Sources;

/// <summary>A board of which one source only is wanted.</summary>
public sealed class BoardTests
{
    [Fact]
    public void Only_OneSource_KeepsThoseWhoseAnswersItNeeds()
    {
        var board = Configured.Catalog("""
            { "Sources": { "d": { "Url": "http://d.test/{sources.C}" }, "c": { "Url": "http://c.test/{sources.b}" }, "b": { "Url": "http://b.test/" }, "a": { "Url": "http://a.test/" } } }
            """).Find("default")!;

        Assert.Equal(["b", "c", "d"], board.Only(board.Find("d")!).Sources.Select(source => source.Name));
        Assert.Equal(["a"], board.Only(board.Find("a")!).Sources.Select(source => source.Name));
    }

    [Fact]
    public void Only_ManyWaysLeadToTheSameSource_LooksAtEachOnce()
    {
        // Forty layers of two, each of which needs both of the layer below: a trillion ways to the bottom.
        var sources = new List<Source>();
        for (var layer = 0; layer < 40; layer++)
        {
            var url = layer == 0 ? "http://127.0.0.1:9/" : $"http://127.0.0.1:9/{{sources.left{layer - 1}}}/{{sources.right{layer - 1}}}";
            sources.AddRange([TestData.Source($"left{layer}", options => options.Url = url), TestData.Source($"right{layer}", options => options.Url = url)]);
        }

        var board = TestData.Board([.. sources]);

        var only = board.Only(board.Find("left39")!);

        Assert.Equal(79, only.Sources.Count);
        Assert.Null(only.Find("right39"));
    }

    [Fact]
    public void Requires_OnlyOneSource_IsThatOneWhateverItIsItself()
    {
        var login = TestData.Source("login", options => options.Required = true);
        var orders = TestData.Source("orders", options => options.Url = "http://127.0.0.1:9/{sources.login}");
        var board = TestData.Board(login, orders);

        Assert.Equal([true, false], board.Sources.Select(board.Requires));
        Assert.Equal([false, true], board.Sources.Select(board.Only(orders).Requires));
    }
}
