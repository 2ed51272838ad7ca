using System.Text.Json;
using Aggregator.Core.Decoding;
using BenchmarkDotNet.Attributes;

namespace Aggregator.Micro;

/// <summary>One number of 1,500 items that were parsed already.</summary>
public class SelectionBenchmarks
{
    private readonly JsonElement _answer = JsonElement.Parse(Answers.Json);
    private readonly ValueSelector _pointer = Parse("/items/750/price");
    private readonly ValueSelector _pathOfOnePlace = Parse("$.items[750].price");
    private readonly ValueSelector _pathThatSearches = Parse("$.items[?(@.name=='item-750')].price");

    /// <summary>By a JSON Pointer.</summary>
    [Benchmark(Baseline = true)]
    public JsonElement? JsonPointer() => _pointer.Select(_answer);

    /// <summary>By a JSONPath to one place.</summary>
    [Benchmark]
    public JsonElement? JsonPathOfOnePlace() => _pathOfOnePlace.Select(_answer);

    /// <summary>By a JSONPath that looks at every item.</summary>
    [Benchmark]
    public JsonElement? JsonPathThatSearches() => _pathThatSearches.Select(_answer);

    private static ValueSelector Parse(string text) => ValueSelector.TryParse(text, out var selector, out var error) ? selector : throw new ArgumentException(error, nameof(text));
}
