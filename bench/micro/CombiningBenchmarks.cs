using System.Text.Json;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using BenchmarkDotNet.Attributes;

namespace Aggregator.Micro;

/// <summary>Eight values to one result.</summary>
public class CombiningBenchmarks
{
    private ICombiner _sum = null!;
    private ICombiner _median = null!;
    private ICombiner _merge = null!;
    private CombineContext _numbers = null!;
    private CombineContext _objects = null!;

    /// <summary>Makes the values.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        using var board = new MicroBoard(sources: 8);
        (_sum, _median, _merge) = (board.Keyed<ICombiner>("sum"), board.Keyed<ICombiner>("median"), board.Keyed<ICombiner>("merge"));
        _numbers = Context(i => $"{i}.25");
        _objects = Context(i => $$"""{"price-{{i}}":{{i}}.25,"place-{{i}}":"Bern"}""");

        CombineContext Context(Func<int, string> value) => new(
            board.Board, [.. board.Board.Sources.Select((source, i) => new SourceResult { Source = source, Value = JsonElement.Parse(value(i)) })]);
    }

    /// <summary>The sum of numbers.</summary>
    [Benchmark]
    public ValueTask<CombinedValue> SumAsync() => _sum.CombineAsync(_numbers, CancellationToken.None);

    /// <summary>Their median.</summary>
    [Benchmark]
    public ValueTask<CombinedValue> MedianAsync() => _median.CombineAsync(_numbers, CancellationToken.None);

    /// <summary>Objects of two members each, merged.</summary>
    [Benchmark]
    public ValueTask<CombinedValue> MergeAsync() => _merge.CombineAsync(_objects, CancellationToken.None);
}
