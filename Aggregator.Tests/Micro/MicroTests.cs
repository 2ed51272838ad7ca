using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Aggregator.Core.Combining;
using Aggregator.Micro;
using BenchmarkDotNet.Attributes;

namespace Aggregator.Tests.Micro;

/// <summary>Runs each benchmark once, as BenchmarkDotNet does, so that it measures what it says: an engine whose calls fail is quick.</summary>
public sealed class MicroTests
{
    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["EngineBenchmarks.BareAsync"] = "1, 1, 2, 2, 8, 8, 32, 32",
        ["EngineBenchmarks.ClientAsync"] = "1, 1, 2, 2, 8, 8, 32, 32",
        ["EngineBenchmarks.EngineAsync"] = "1, 1, 2, 2, 8, 8, 32, 32",
        ["EngineBenchmarks.EngineSharedAsync"] = "1, 1, 2, 2, 8, 8, 32, 32",
        ["DecodingBenchmarks.SmallJson"] = "0.8123",
        ["DecodingBenchmarks.LargeJson"] = "750.25",
        ["DecodingBenchmarks.LargeXml"] = "750.25",
        ["DecodingBenchmarks.LargeCsv"] = "750.25",
        ["SelectionBenchmarks.JsonPointer"] = "750.25",
        ["SelectionBenchmarks.JsonPathOfOnePlace"] = "750.25",
        ["SelectionBenchmarks.JsonPathThatSearches"] = "750.25",
        ["CombiningBenchmarks.SumAsync"] = "30.00",
        ["CombiningBenchmarks.MedianAsync"] = "3.75",
        ["CombiningBenchmarks.MergeAsync"] = "16 members",
        ["PresentationBenchmarks.Card"] = "1 cards",
        ["PresentationBenchmarks.Page"] = "8 cards",
        ["PresentationBenchmarks.StreamedPage"] = "8 cards",
        ["PresentationBenchmarks.Json"] = "8 sources",
    };

    public static TheoryData<Type> Classes => [.. Expected.Keys.Select(name => name.Split('.')[0]).Distinct(StringComparer.Ordinal).Select(name => typeof(EngineBenchmarks).Assembly.GetType($"Aggregator.Micro.{name}")!)];

    [Fact]
    public void Classes_AllThatHaveBenchmarks_AreRunHere() =>
        Assert.Equal(
            Expected.Keys.Order(StringComparer.Ordinal),
            typeof(EngineBenchmarks).Assembly.GetTypes().SelectMany(Benchmarks).Select(NameOf).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Classes))]
    public async Task Benchmark_RunOnce_DoesWhatItMeasures(Type type)
    {
        var told = Benchmarks(type).ToDictionary(NameOf, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var benchmarks in WithEachParameter(type))
        {
            await RunAsync(benchmarks, Marked<GlobalSetupAttribute>(type).SingleOrDefault());
            foreach (var benchmark in Benchmarks(type))
            {
                told[NameOf(benchmark)].Add(Told(await RunAsync(benchmarks, benchmark)));
            }

            await RunAsync(benchmarks, Marked<GlobalCleanupAttribute>(type).SingleOrDefault());
        }

        Assert.All(told, benchmark => Assert.Equal(Expected[benchmark.Key], string.Join(", ", benchmark.Value)));
    }

    private static IEnumerable<MethodInfo> Benchmarks(Type type) => Marked<BenchmarkAttribute>(type);

    private static IEnumerable<MethodInfo> Marked<TAttribute>(Type type)
        where TAttribute : Attribute => type.GetMethods().Where(method => method.IsDefined(typeof(TAttribute)));

    private static string NameOf(MethodInfo benchmark) => $"{benchmark.DeclaringType!.Name}.{benchmark.Name}";

    /// <summary>One object for each combination of its parameters.</summary>
    private static IEnumerable<object> WithEachParameter(Type type)
    {
        IEnumerable<(PropertyInfo Parameter, object? Value)[]> combinations = [[]];
        foreach (var parameter in type.GetProperties().Where(property => property.IsDefined(typeof(ParamsAttribute))))
        {
            combinations = combinations.SelectMany(so => parameter.GetCustomAttribute<ParamsAttribute>()!.Values, (so, value) => ((PropertyInfo, object?)[])[.. so, (parameter, value)]);
        }

        foreach (var combination in combinations)
        {
            var benchmarks = Activator.CreateInstance(type)!;
            foreach (var (parameter, value) in combination)
            {
                parameter.SetValue(benchmarks, value);
            }

            yield return benchmarks;
        }
    }

    private static async Task<object?> RunAsync(object benchmarks, MethodInfo? method)
    {
        switch (method?.Invoke(benchmarks, null))
        {
            case Task<int> count:
                return await count;
            case Task<string> html:
                return await html;
            case ValueTask<CombinedValue> combined:
                return (await combined).Value;
            case Task task:
                await task;
                return null;
            case var value:
                return value;
        }
    }

    private static string Told(object? result) => result switch
    {
        int count => count.ToString(CultureInfo.InvariantCulture),
        ReadOnlyMemory<byte> { Span: [(byte)'<', ..] } html => $"{html.Span.Count("<article slot="u8)} cards",
        ReadOnlyMemory<byte> json => $"{JsonElement.Parse(json.Span).GetProperty("sources").EnumerateArray().Count(source => source.GetProperty("value").GetDouble() > 0)} sources",
        JsonElement { ValueKind: JsonValueKind.Object } merged => $"{merged.EnumerateObject().Count()} members",
        JsonElement value => value.GetRawText(),
        _ => "nothing",
    };
}
