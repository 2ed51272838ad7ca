using System.Text.Json;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Web.Presentation;
using Microsoft.AspNetCore.WebUtilities;
using Moq;

namespace Aggregator.Tests.Support;

/// <summary>Sources, boards and results as tests need them.</summary>
internal static class TestData
{
    public static Source Source(string name = "api-a", Action<SourceOptions>? configure = null, Dictionary<string, string>? secrets = null, params string[] picks)
    {
        var options = new SourceOptions { Url = "http://127.0.0.1:9/" };
        configure?.Invoke(options);
        return Core.Sources.Source.Compile(name, options, secrets ?? [], picks);
    }

    public static Board Board(params Source[] sources) => Board(new Dictionary<string, decimal>(), Thresholds.None, sources);

    public static Board Board(IReadOnlyDictionary<string, decimal> weights, Thresholds thresholds, params Source[] sources) => new()
    {
        Weights = weights,
        Thresholds = thresholds,
        Name = "default",
        Title = "Two APIs",
        Sources = sources,
        Combine = "sum",
        Format = "0.00",
        Deadline = TimeSpan.FromSeconds(10),
        MinimumSources = 1,
        Revision = "0123abcd",
    };

    /// <summary>A page whose run has no result yet and gets none.</summary>
    public static BoardPage Page(Board board, string query, bool isEmbedded)
    {
        var run = new Run(board);
        var engine = Mock.Of<IAggregationEngine>(engine => engine.StreamAsync(run, It.IsAny<CancellationToken>()) == AsyncEnumerable.Empty<SourceResult>());
        var read = PageQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), board);
        return new BoardPage(run, new Arrivals(engine, run, CancellationToken.None), read, IsStreamed: true, isEmbedded, []);
    }

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();

    public static SourceResult Ok(Source source, string json) => new() { Source = source, Value = Json(json) };

    public static SourceResult Failed(Source source, Reason reason) => new() { Source = source, Reason = reason };
}
