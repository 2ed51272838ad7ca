using System.Text.Json;
using AngleSharp;
using Aggregator.Tests.Support;
using static Aggregator.Tests.Web.PageTests;

namespace Aggregator.Tests.Web;

/// <summary>The list of boards with how the last run of each went, for people and for programs.</summary>
public sealed class BoardListTests
{
    private const string Canary = "c4n4ry";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/boards/main")]
    [InlineData("/api/boards/main/events")]
    [InlineData("/boards/main")]
    [InlineData("/boards/main?stream=off")]
    [InlineData("/embed/main")]
    [InlineData("/badge/main.svg")]
    public async Task List_AfterAWholeRun_SaysHowItWentAndWhen(string path)
    {
        await using var good = new RawServer(Answer.Json($"\"{Canary}\""));
        await using var bad = new RawServer(Answer.Status(404));
        await using var app = Start(good, bad);
        using var client = app.CreateClient();
        Assert.Equal(["not run yet", "not run yet"], await StatesAsync(client));
        Assert.Equal("null", await LastRunAsync(client));

        using (await client.GetAsync(path, Cancel))
        {
            Assert.Single(good.Requests);
        }

        var states = await StatesAsync(client);
        Assert.Matches(@"^partial 1 of 2 sources at \d\d:\d\d:\d\d UTC, \d+ (s|min) ago$", states[0]);
        Assert.Equal("not run yet", states[1]);
        var last = TestData.Json(await LastRunAsync(client));
        Assert.Equal(["status", "answered", "sources", "at"], last.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("partial", 1, 2), (last.GetProperty("status").GetString(), last.GetProperty("answered").GetInt32(), last.GetProperty("sources").GetInt32()));
        Assert.InRange(last.GetProperty("at").GetDateTimeOffset(), TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddSeconds(1));
    }

    [Theory]
    [InlineData("/boards/main?source=good&stream=off")]
    [InlineData("/api/boards/main/events?source=good")]
    [InlineData("/badge/main/good.svg")]
    public async Task List_AfterARunOfOneSource_StaysAsItWas(string path)
    {
        await using var good = new RawServer(Answer.Json("1"));
        await using var bad = new RawServer();
        await using var app = Start(good, bad);
        using var client = app.CreateClient();

        using (await client.GetAsync(path, Cancel))
        {
            Assert.Single(good.Requests);
        }

        Assert.Equal(["not run yet", "not run yet"], await StatesAsync(client));
        Assert.Equal("null", await LastRunAsync(client));
    }

    [Fact]
    public async Task List_Shown_CallsNoSourceAndHoldsNothingOfAnAnswer()
    {
        await using var good = new RawServer(Answer.Json($"\"{Canary}\""));
        await using var bad = new RawServer(Answer.Status(404));
        await using var app = Start(good, bad);
        using var client = app.CreateClient();
        await client.GetStringAsync("/api/boards/main", Cancel);

        foreach (var path in new[] { "/", "/boards", "/api/boards" })
        {
            Assert.DoesNotContain(Canary, await client.GetStringAsync(path, Cancel), StringComparison.Ordinal);
        }

        Assert.Single(good.Requests);
        Assert.Single(bad.Requests);
    }

    [Fact]
    public async Task List_BadResult_SaysSoBesideTheStatus()
    {
        await using var good = new RawServer(Answer.Json("95"));
        await using var app = WebApp.StartInProduction(
            ("Aggregator:Sources:good:Url", good.Url.ToString()),
            ("Aggregator:Boards:main:Sources:0", "good"),
            ("Aggregator:Boards:main:Combine", "Sum"),
            ("Aggregator:Boards:main:Critical", "90"));
        using var client = app.CreateClient();
        await client.GetStringAsync("/api/boards/main", Cancel);

        Assert.StartsWith("complete value critical 1 of 1 source at ", Assert.Single(await StatesAsync(client)), StringComparison.Ordinal);
    }

    private static WebApp Start(RawServer good, RawServer bad) => WebApp.StartInProduction(
        ("Aggregator:Sources:good:Url", good.Url.ToString()),
        ("Aggregator:Sources:bad:Url", bad.Url.ToString()),
        ("Aggregator:Boards:main:Sources:0", "good"),
        ("Aggregator:Boards:main:Sources:1", "bad"),
        ("Aggregator:Boards:other:Sources:0", "good"));

    /// <summary>What stands below the title of each board.</summary>
    private static async Task<string[]> StatesAsync(HttpClient client)
    {
        var html = await client.GetStringAsync("/", Cancel);
        Assert.Equal(html, await client.GetStringAsync("/boards", Cancel), AreOfTheSameMoment);
        using var page = await BrowsingContext.New().OpenAsync(request => request.Content(html), Cancel);
        return [.. page.QuerySelectorAll(".boards p").Select((_, i) => Text(page, ".boards p", i))];
    }

    /// <summary>But for their ages.</summary>
    private static bool AreOfTheSameMoment(string one, string other) => WithoutAges(one).Equals(WithoutAges(other), StringComparison.Ordinal);

    private static string WithoutAges(string html) => string.Concat(html.Split("<span data-aged=").Select((part, i) => i == 0 ? part : part[part.IndexOf("</span>", StringComparison.Ordinal)..]));

    private static async Task<string> LastRunAsync(HttpClient client) =>
        JsonDocument.Parse(await client.GetStringAsync("/api/boards", Cancel)).RootElement.GetProperty("boards")[0].GetProperty("lastRun").GetRawText();
}
