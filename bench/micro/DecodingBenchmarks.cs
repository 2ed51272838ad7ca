using System.Net.Http.Headers;
using System.Text.Json;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;
using BenchmarkDotNet.Attributes;

namespace Aggregator.Micro;

/// <summary>From the bytes of an answer to the value: one number of a small answer, and one of 1,500 items, about 100 KB.</summary>
public class DecodingBenchmarks
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Xml = new("application/xml");
    private static readonly MediaTypeHeaderValue Csv = new("text/csv");

    private readonly AnswerDecoder _ofSmallJson = Compile(AnswerFormat.Json, "/value");
    private readonly AnswerDecoder _ofJson = Compile(AnswerFormat.Json, "/items/750/price");
    private readonly AnswerDecoder _ofXml = Compile(AnswerFormat.Xml, "/items/item[751]/price");
    private readonly AnswerDecoder _ofCsv = Compile(AnswerFormat.Csv, "price[750]");

    /// <summary>A small answer in JSON.</summary>
    [Benchmark]
    public JsonElement? SmallJson() => _ofSmallJson.Decode(Answers.Small, Json);

    /// <summary>A large one.</summary>
    [Benchmark]
    public JsonElement? LargeJson() => _ofJson.Decode(Answers.Json, Json);

    /// <summary>The same in XML.</summary>
    [Benchmark]
    public JsonElement? LargeXml() => _ofXml.Decode(Answers.Xml, Xml);

    /// <summary>The same in CSV.</summary>
    [Benchmark]
    public JsonElement? LargeCsv() => _ofCsv.Decode(Answers.Csv, Csv);

    private static AnswerDecoder Compile(AnswerFormat format, string selector)
    {
        var options = new SourceOptions { Format = format };
        options.Select.Selector = selector;
        return AnswerDecoder.TryCompile(options, out var decoder, out var errors) ? decoder : throw new ArgumentException(errors[0].Remedy, nameof(selector));
    }
}
