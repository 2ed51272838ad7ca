using System.Net;
using System.Text.Json;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Core.Fetching.Connecting;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Web;

/// <summary>Whatever an API, a combiner or a fetcher does, it costs a card or the result, and never the page.</summary>
public sealed class OneCardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/api/boards/default")]
    public async Task Get_DeepestAnswerThatIsTaken_IsShown(string path)
    {
        var deepest = new string('[', 32) + new string(']', 32);
        await using var server = new RawServer(Answer.Json(deepest));
        await using var app = WebApp.Start(
            ("Aggregator:Sources:a:Url", server.Url.ToString()), ("Aggregator:Boards:default:Sources:0", "a"), ("Aggregator:Boards:default:Combine", "First"));
        using var client = app.CreateClient();

        using var response = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Get_NameLeadsToACloudsMetadata_IsBlockedAndTheOthersAreAsEver()
    {
        await using var server = new RawServer { Rest = Answer.Json("7") };
        await using var app = WebApp.Start(
            services => services.AddSingleton(new HostResolver(_ => [IPAddress.Parse("169.254.169.254")])),
            ("Aggregator:Sources:meta:Url", "http://metadata.test/latest"), ("Aggregator:Sources:good:Url", server.Url.ToString()));
        using var client = app.CreateClient();

        var sources = JsonElement.Parse(await client.GetStringAsync("/api/boards/default", Cancel)).GetProperty("sources");
        var page = await client.GetStringAsync("/?stream=off", Cancel);

        Assert.Equal([null, "blocked-address"], sources.EnumerateArray().Select(source => source.GetProperty("reason").GetString()));
        Assert.Contains("leads to an address that is never called", page, StringComparison.Ordinal);
        Assert.DoesNotContain("169.254", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "The combiner null broke; the log says why.")]
    [InlineData("nothing", "The combiner nothing broke; the log says why.")]
    [InlineData("endless", "The combiner endless was not done in time.")]
    public async Task Get_CombinerWithoutAResult_SaysSoAndShowsTheCards(string combiner, string expected)
    {
        await using var app = WebApp.Start(
            services => services.AddCombiner<NullCombiner>("null").AddCombiner<NothingCombiner>("nothing").AddCombiner<EndlessCombiner>("endless"),
            [.. Boards.Quick, ("Aggregator:Boards:default:Combine", combiner), ("Aggregator:Boards:default:Deadline", "00:00:05.5")]);
        using var client = app.CreateClient();

        var run = JsonDocument.Parse(await client.GetStringAsync("/api/boards/default", Cancel)).RootElement;

        Assert.Equal("complete", run.GetProperty("status").GetString());
        Assert.Equal(expected, run.GetProperty("result").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Get_ExceptionOnTheWay_IsFiveHundredWhateverTheQuerySays()
    {
        await using var app = WebApp.Start(services => services.AddScoped<Core.Aggregation.IAggregationEngine>(_ => throw new InvalidOperationException("On purpose.")), Boards.Quick);
        using var client = app.CreateClient();

        using var response = await client.GetAsync("/?status=200", Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task Get_FetcherThrows_CostsItsCard()
    {
        await using var app = WebApp.Start(services => services.AddSingleton<ISourceFetcher, BrokenFetcher>(), Boards.Quick);
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/", Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private sealed class NullCombiner : ICombiner
    {
        public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) => default;
    }

    private sealed class NothingCombiner : ICombiner
    {
        public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(CombinedValue.Of(default(JsonElement)));
    }

    private sealed class EndlessCombiner : ICombiner
    {
        public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) =>
            new(new TaskCompletionSource<CombinedValue>().Task);
    }

    private sealed class BrokenFetcher : ISourceFetcher
    {
        public Task<SourceResult> FetchAsync(SourceCall call, CancellationToken cancellationToken) => throw new InvalidOperationException("On purpose.");
    }
}
