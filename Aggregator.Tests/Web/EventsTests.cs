using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aggregator.Tests.Web;

public sealed class EventsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_Run_TellsOfEachSourceAndThenOfTheResult()
    {
        await using var sources = new GatedSources("a", "b");
        await using var app = WebApp.Start(sources.Settings);
        using var client = app.CreateClient();
        await using var events = await OpenAsync(client, "/api/boards/default/events");

        Assert.Equal("start", (await events.NextAsync()).EventType);

        sources.Open("b");
        var first = await events.NextAsync();
        Assert.Equal(("source", "b"), (first.EventType, Json(first).GetProperty("name").GetString()));

        sources.Open("a");
        var second = await events.NextAsync();
        Assert.Equal(("source", "a"), (second.EventType, Json(second).GetProperty("name").GetString()));

        var last = await events.NextAsync();
        Assert.Equal("result", last.EventType);
        Assert.Equal("complete", Json(last).GetProperty("status").GetString());
        Assert.Equal(["a", "b"], Json(last).GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("name").GetString()));
        Assert.Equal(3, Json(last).GetProperty("result").GetProperty("value").GetInt32());
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task Events_AsHtml_AreThePiecesOfThePage()
    {
        await using var sources = new GatedSources("a");
        sources.Open("a");
        await using var app = WebApp.Start(sources.Settings);
        using var client = app.CreateClient();
        await using var events = await OpenAsync(client, "/api/boards/default/events?format=html");

        Assert.Equal("start", (await events.NextAsync()).EventType);
        Assert.Equal(["source-a"], SlotsIn(await events.NextAsync()));
        Assert.Equal(["summary", "waterfall", "closing"], SlotsIn(await events.NextAsync()));
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task Events_OneSource_AsksItAlone()
    {
        await using var sources = new GatedSources("a", "b");
        sources.Open("b");
        await using var app = WebApp.Start(sources.Settings);
        using var client = app.CreateClient();

        var all = await client.GetStringAsync("/api/boards/default/events?source=b", Cancel);

        Assert.Contains("\"name\":\"b\"", all, StringComparison.Ordinal);
        Assert.Empty(sources["a"].Requests);
    }

    [Fact]
    public async Task Events_NothingHappens_HeartbeatsKeepTheStreamOpen()
    {
        var time = new FakeTime();
        await using var app = WebApp.Start(
            services => services.AddSingleton<TimeProvider>(time).AddScoped<IAggregationEngine, EndlessEngine>(), ("Aggregator:Sources:a:Url", "http://127.0.0.1:9/"));
        using var client = app.CreateClient();
        await using var events = await OpenAsync(client, "/api/boards/default/events");
        Assert.Equal("start", (await events.NextAsync()).EventType);

        for (var i = 0; i < 2; i++)
        {
            var heartbeat = events.NextAsync();
            while (!heartbeat.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            Assert.Equal("heartbeat", (await heartbeat).EventType);
        }
    }

    [Fact]
    public async Task Events_BrowserConnectsAgainAfterTheEnd_IsToldThatItIsOver()
    {
        await using var sources = new GatedSources("a");
        await using var app = WebApp.Start(sources.Settings);
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/boards/default/events");
        request.Headers.Add("Last-Event-ID", "end");
        using var response = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(sources["a"].Requests);
    }

    [Theory]
    [InlineData("/api/boards/nope/events", "The boards are: default.")]
    [InlineData("/api/boards/default/events?source=nope", "The sources are: a.")]
    public async Task Events_NoSuchBoardOrSource_Is404WithTheNamesThereAre(string path, string expected)
    {
        await using var sources = new GatedSources("a");
        await using var app = WebApp.Start(sources.Settings);
        using var client = app.CreateClient();
        using var response = await client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(expected, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_ServerStops_EndsEveryOpenStreamWithALastEvent()
    {
        const int Streams = 200;
        await using var sources = new GatedSources("a");
        await using var app = WebApp.Start([.. sources.Settings, ("Logging:LogLevel:Default", "Warning")]);
        using var client = app.CreateClient();
        var streams = await Task.WhenAll(Enumerable.Range(0, Streams).Select(_ => OpenAsync(client, "/api/boards/default/events")));
        foreach (var stream in streams)
        {
            Assert.Equal("start", (await stream.NextAsync()).EventType);
        }

        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        foreach (var stream in streams)
        {
            Assert.Equal("stopping", (await stream.NextAsync()).EventType);
            Assert.False(await stream.MoveNextAsync());
            await stream.DisposeAsync();
        }
    }

    private static JsonElement Json(SseItem<string> item) => JsonDocument.Parse(item.Data).RootElement;

    private static IEnumerable<string?> SlotsIn(SseItem<string> item) =>
        new HtmlParser().ParseDocument(JsonSerializer.Deserialize<string>(item.Data)!).Body!.Children.Select(element => element.GetAttribute("slot"));

    private static async Task<EventReader> OpenAsync(HttpClient client, string path)
    {
        var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel).GetAsyncEnumerator(Cancel));
    }

    /// <summary>A run in which nothing ever happens.</summary>
    private sealed class EndlessEngine : IAggregationEngine
    {
        public async IAsyncEnumerable<SourceResult> StreamAsync(Run run, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            yield break;
        }

        public Task<AggregateResult> RunAsync(Run run, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class EventReader(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> items) : IAsyncDisposable
    {
        public ValueTask<bool> MoveNextAsync() => items.MoveNextAsync();

        public async Task<SseItem<string>> NextAsync()
        {
            Assert.True(await items.MoveNextAsync());
            return items.Current;
        }

        public async ValueTask DisposeAsync()
        {
            response.Dispose();
            await items.DisposeAsync();
        }
    }
}
