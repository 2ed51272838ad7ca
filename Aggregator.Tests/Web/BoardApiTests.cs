using System.Net;
using System.Text.Json;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace Aggregator.Tests.Web;

public sealed class BoardApiTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_KnownRun_IsTheContractFieldForField()
    {
        await using var app = AppWith(KnownRun.Create());
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/api/boards/default", Cancel);

        Assert.Equal("total;dur=2003.4, api-a;dur=2001.2, api-b;dur=1003.9, api-c;dur=0.5", Assert.Single(response.Headers.GetValues("Server-Timing")));
        Assert.Equal("partial", Assert.Single(response.Headers.GetValues("Aggregator-Status")));
        Approved.Equal("board.json", JsonSerializer.Serialize(JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)), Readable) + "\n");
    }

    [Fact]
    public async Task Get_JoinedAndPausedSources_SaysSinceAndUntilWhen()
    {
        var known = KnownRun.Create();
        var until = new DateTimeOffset(2026, 11, 22, 8, 0, 5, TimeSpan.Zero);
        var joined = known.Sources[0] with { Origin = Origin.Shared, Start = TimeSpan.FromMilliseconds(-1500) };
        await using var app = AppWith(known with { Sources = [joined, known.Sources[1], known.Sources[2] with { PausedUntil = until }] });
        using var client = app.CreateClient();
        var sources = (await AskAsync(client, "/api/boards/default")).Answer.GetProperty("sources");

        Assert.Equal(("shared", -1500), (sources[0].GetProperty("origin").GetString(), sources[0].GetProperty("startMs").GetDouble()));
        Assert.Equal(-1500, sources[0].GetProperty("attempts")[0].GetProperty("startMs").GetDouble());
        Assert.Equal("2026-11-22T08:00:05.000Z", sources[2].GetProperty("pausedUntil").GetString());
        Assert.False(sources[0].TryGetProperty("pausedUntil", out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300_000)]
    public async Task Get_ShortOrLongText_ArrivesWholeAndAsPeopleReadIt(int times)
    {
        var text = string.Concat(Enumerable.Repeat("Zürich 🙂 <b>&'+", times));
        var known = KnownRun.Create();
        await using var app = AppWith(known with { Sources = [TestData.Ok(known.Sources[0].Source, JsonSerializer.Serialize(text))] });
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/api/boards/default", Cancel);

        var body = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("Zürich", body, StringComparison.Ordinal);
        Assert.Equal(text, JsonElement.Parse(body).GetProperty("sources")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Get_AnswerThatBreaksInItsMiddle_LeavesNothingOfIt()
    {
        var known = KnownRun.Create();
        await using var app = AppWith(known with { Sources = [known.Sources[0], known.Sources[1] with { Reason = null, Value = default(JsonElement) }] });
        using var client = app.CreateClient();
        using var response = await client.GetAsync("/api/boards/default", Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("\"sources\"", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SourceWithADisplay_ShowsItAndKeepsTheApisDigits()
    {
        var source = TestData.Source(
            configure: options => (options.Display.Scale, options.Display.Format, options.Display.Unit, options.Display.Critical) = (0.001m, "0.0", "kW", 1.5m));
        var known = KnownRun.Create();
        await using var app = AppWith(known with { Sources = [TestData.Ok(source, "1500.0"), .. known.Sources.Skip(1)] });
        using var client = app.CreateClient();
        var sources = (await AskAsync(client, "/api/boards/default")).Answer.GetProperty("sources");

        Assert.Equal(["value", "text", "level", "origin"], sources[0].EnumerateObject().Select(member => member.Name).SkipWhile(name => name is not "value").Take(4));
        Assert.Equal(
            ("1500.0", "1.5 kW", "critical"),
            (sources[0].GetProperty("value").GetRawText(), sources[0].GetProperty("text").GetString(), sources[0].GetProperty("level").GetString()));
        Assert.False(sources[1].TryGetProperty("level", out _));
    }

    [Fact]
    public async Task Get_BoardWithWeightsAndThresholds_TellsThemOfTheResult()
    {
        await using var a = new RawServer(Answer.Json("10"));
        await using var b = new RawServer(Answer.Json("4.0"));
        await using var app = WebApp.StartInProduction(
            ("Aggregator:Sources:a:Url", a.Url.ToString()),
            ("Aggregator:Sources:b:Url", b.Url.ToString()),
            ("Aggregator:Boards:default:Sources:0", "a"),
            ("Aggregator:Boards:default:Sources:1", "b"),
            ("Aggregator:Boards:default:Combine", "Average"),
            ("Aggregator:Boards:default:Weights:b", "0.5"),
            ("Aggregator:Boards:default:Unit", "s"),
            ("Aggregator:Boards:default:Warning", "8"),
            ("Aggregator:Boards:default:Critical", "9.5"));
        using var client = app.CreateClient();
        var result = (await AskAsync(client, "/api/boards/default")).Answer.GetProperty("result");

        Assert.Equal("""{"combine":"average","weights":{"b":0.5},"value":8.0,"text":"8.0 s","level":"warning","reason":null}""", result.GetRawText());
    }

    [Fact]
    public async Task Get_RealRun_TellsTrueTimes()
    {
        await using var app = WebApp.Start(Boards.Quick);
        using var client = app.CreateClient();
        var (response, run) = await AskAsync(client, "/api/boards/default");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("complete", run.GetProperty("status").GetString());
        Assert.Equal("api-a", run.GetProperty("slowest").GetString());
        Assert.Equal(["api-a", "api-b"], run.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("name").GetString()));

        // Asked at once: the whole takes less than one after another, and no less than the slower of the two.
        var elapsed = run.GetProperty("elapsedMs").GetDouble();
        Assert.InRange(elapsed, 399, run.GetProperty("sequentialMs").GetDouble());
        Assert.True(run.GetProperty("savedMs").GetDouble() > 0);
        Assert.True(run.GetProperty("sources")[0].GetProperty("phases").GetProperty("waitMs").GetDouble() > 300);

        var values = run.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("value").GetDecimal()).ToArray();
        Assert.Equal(values.Sum(), run.GetProperty("result").GetProperty("value").GetDecimal());
    }

    [Fact]
    public async Task Get_OneSourceMissing_IsPartialAndStill200()
    {
        await using var app = WebApp.Start(Boards.WithOneBroken);
        using var client = app.CreateClient();
        var (response, run) = await AskAsync(client, "/api/boards/default");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("partial", Assert.Single(response.Headers.GetValues("Aggregator-Status")));
        Assert.Equal("value-missing", run.GetProperty("sources")[2].GetProperty("reason").GetString());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Get_AllSourcesMissing_Is502WithTheSameBody()
    {
        await using var app = WebApp.Start(Boards.WithOneBroken);
        using var client = app.CreateClient();
        var (response, run) = await AskAsync(client, "/api/boards/broken");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("failed", run.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Get_DeadlineFirst_Is504()
    {
        await using var app = WebApp.Start(
            ("Aggregator:Sources:slow:Url", "/demo/random?delay=30s"),
            ("Aggregator:Boards:default:Sources:0", "slow"),
            ("Aggregator:Boards:default:Deadline", "00:00:00.2"));
        using var client = app.CreateClient();
        var (response, run) = await AskAsync(client, "/api/boards/default");
        var source = run.GetProperty("sources")[0];

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("deadline", source.GetProperty("reason").GetString());
        Assert.Equal("deadline", source.GetProperty("attempts")[0].GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("/api/boards/nope", "There is no such board.", "The boards are: default.")]
    [InlineData("/api/nope", "Not Found", null)]
    public async Task Get_Unknown_IsProblemDetails(string path, string title, string? detail)
    {
        await using var app = WebApp.Start(Boards.Quick);
        using var client = app.CreateClient();
        var (response, problem) = await AskAsync(client, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(title, problem.GetProperty("title").GetString());
        Assert.Equal(detail, problem.TryGetProperty("detail", out var text) ? text.GetString() : null);
    }

    [Fact]
    public async Task List_Always_NamesBoardsAndSources()
    {
        await using var app = WebApp.Start(Boards.Quick);
        using var client = app.CreateClient();
        var list = JsonDocument.Parse(await client.GetStringAsync("/api/boards", Cancel)).RootElement;

        Assert.Equal("""[{"name":"default","title":"Two APIs","sources":["api-a","api-b"],"lastRun":null}]""", list.GetProperty("boards").GetRawText());
        Assert.Equal(8, list.GetProperty("revision").GetString()?.Length);
    }

    [Fact]
    public async Task Get_EngineBreaks_IsA500WithoutWords()
    {
        var engine = new Mock<IAggregationEngine>();
        engine.Setup(e => e.RunAsync(It.IsAny<Run>(), It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException("secret words"));
        engine.Setup(e => e.StreamAsync(It.IsAny<Run>(), It.IsAny<CancellationToken>())).Throws(new InvalidOperationException("secret words"));
        await using var app = WebApp.StartInProduction(
            services => services.AddScoped(_ => engine.Object), ("Aggregator:Sources:api-a:Url", "http://127.0.0.1:9/"));
        using var client = app.CreateClient();
        using var api = await client.GetAsync("/api/boards/default", Cancel);
        using var page = await client.GetAsync("/", Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, api.StatusCode);
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        Assert.Contains("trace id", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("secret words", await api.Content.ReadAsStringAsync(Cancel) + await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task<(HttpResponseMessage Response, JsonElement Answer)> AskAsync(HttpClient client, string path)
    {
        var response = await client.GetAsync(path, Cancel);
        return (response, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement);
    }

    private static WebApp AppWith(AggregateResult run)
    {
        var engine = new Mock<IAggregationEngine>(MockBehavior.Strict);
        engine.Setup(e => e.RunAsync(It.Is<Run>(asked => asked.Board.Name == "default"), It.IsAny<CancellationToken>())).ReturnsAsync(run);
        return WebApp.Start(services => services.AddScoped(_ => engine.Object), Boards.Quick);
    }
}
