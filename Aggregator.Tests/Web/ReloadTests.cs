using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Aggregator.Tests.Support;
using Aggregator.Tests.Web.Access;
using Aggregator.Web.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Web;

/// <summary>Viewers while the configuration changes.</summary>
public sealed class ReloadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_FiftyUnderLoad_GiveEachViewerOneConfigurationWhole()
    {
        await using var api = new RawServer { Rest = connection => Answer.Json(connection.Request.Split(' ')[1].TrimStart('/'))(connection), KeepsRequests = false };
        string Section(int i) => $$"""{ "Sources": { "a": { "Url": "{{api.Url}}{{i}}" }, "b": { "Url": "{{api.Url}}{{i}}" } }, "Boards": { "default": { "Sources": [ "a", "b" ], "Title": "{{i}}", "Combine": "Max" } } }""";
        var settings = new LiveSettings(Section(1));
        await using var app = WebApp.StartOn(settings);
        var seen = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var viewers = Enumerable.Range(0, 4).Select(_ => ViewAsync(app, seen, end.Token)).ToList();

        for (var i = 2; i <= 51; i++)
        {
            settings.Change(Section(i));
            await app.UntilAsync(catalog => $"{i}".Equals(catalog.Find("default")!.Title, StringComparison.Ordinal));
        }

        while (!seen.Values.Contains("51", StringComparer.Ordinal) && viewers.TrueForAll(viewer => !viewer.IsCompleted))
        {
            await Task.Yield();
        }

        await end.CancelAsync();
        await Task.WhenAll(viewers);
        Assert.InRange(seen.Count, 10, 51);
        Assert.Equal(seen.Count, seen.Values.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Change_OfAnotherSource_LeavesBreakerAndConnectionsAlone()
    {
        await using var broken = new RawServer { Rest = Answer.Status(500) };
        await using var good = new RawServer { Rest = Answer.Json("1") };
        string Section(string goodTitle, string brokenTitle) =>
            $$"""
            {
              "Sources": {
                "good": { "Url": "{{good.Url}}" },
                "other": { "Url": "{{good.Url}}", "Title": "{{goodTitle}}", "Coalesce": false },
                "broken": { "Url": "{{broken.Url}}", "Title": "{{brokenTitle}}", "Attempts": 1, "CircuitBreaker": { "BreakDuration": "01:00:00", "MaxBreakDuration": "01:00:00" } }
              },
              "Boards": { "good": { "Sources": [ "good" ] }, "broken": { "Sources": [ "broken" ] } }
            }
            """;
        var settings = new LiveSettings(Section("x", "x"));
        await using var app = WebApp.StartOn(settings);
        while (!(await GetAsync(app, "/api/boards/broken")).Contains("circuit-open", StringComparison.Ordinal))
        {
            Assert.InRange(broken.Requests.Count, 1, 20);
        }

        await GetAsync(app, "/api/boards/good");
        var (asked, connections) = (broken.Requests.Count, good.Connections);
        settings.Change(Section("y", "x"));
        await app.UntilAsync(catalog => catalog.Sources.Any(source => source.Title is "y"));

        Assert.Contains("circuit-open", await GetAsync(app, "/api/boards/broken"), StringComparison.Ordinal);
        Assert.Contains("\"value\":1,", await GetAsync(app, "/api/boards/good"), StringComparison.Ordinal);
        Assert.Equal((asked, connections), (broken.Requests.Count, good.Connections));

        settings.Change(Section("y", "y"));
        await app.UntilAsync(catalog => catalog.Find("broken")!.Sources[0].Title is "y");
        Assert.Contains("bad-status", await GetAsync(app, "/api/boards/broken"), StringComparison.Ordinal);
        Assert.Equal(asked + 1, broken.Requests.Count);
    }

    [Fact]
    public async Task Change_DuringARun_LeavesTheRunAsItBegan()
    {
        await using var api = new AnswerQueue();
        string Section(string title) => $$"""{ "Sources": { "a": { "Url": "{{api.Url}}", "Timeout": "00:00:30" } }, "Boards": { "main": { "Title": "{{title}}", "Sources": [ "a" ], "Deadline": "00:00:30" } } }""";
        var settings = new LiveSettings(Section("before"));
        await using var app = WebApp.StartOn(settings);
        using var viewer = await RawClient.GetAsync(app.Address, "/boards/main", Cancel, "User-Agent: Mozilla/5.0 Chrome/140.0.0.0");
        await viewer.UntilAsync("<h1", Cancel);

        settings.Change("""{ "Sources": { "z": { "Url": "http://127.0.0.1:9/" } }, "Boards": { "other": { "Sources": [ "z" ] } } }""");
        await app.UntilAsync(catalog => catalog.Find("main") is null);
        api.Give("7");
        var page = await viewer.UntilEndAsync(Cancel);

        Assert.Contains("before", page, StringComparison.Ordinal);
        Assert.Contains("1 of 1 source", page, StringComparison.Ordinal);
        using var client = app.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/boards/main/events", Cancel)).StatusCode);
        Assert.Contains("\"other\"", await GetAsync(app, "/api/boards"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ThatForbidsWhatAViewerHasChosen_SaysSoAndShowsTheDefault()
    {
        await using var api = new RawServer { Rest = Answer.Json("7") };
        var settings = new LiveSettings(ParameterSettings.Section(api, "Bern", "Basel"));
        await using var app = WebApp.StartOn(settings);
        Assert.DoesNotContain("is not possible", await GetAsync(app, "/?city=Basel&stream=off"), StringComparison.Ordinal);

        settings.Change(ParameterSettings.Section(api, "Bern", "Chur"));
        await app.UntilAsync(catalog => catalog.Find("default")!.Parameters[0].Allows("Chur"));

        var page = await GetAsync(app, "/?city=Basel&stream=off");
        Assert.Contains("City=Basel is not possible: it is Bern or Chur; Bern is shown.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("city=Basel&quot;", page, StringComparison.Ordinal);
        Assert.Contains("is not allowed", await GetAsync(app, "/api/boards/default/events?city=Basel"), StringComparison.Ordinal);
        Assert.Contains("is not allowed", await GetAsync(app, "/api/boards/default?city=Basel"), StringComparison.Ordinal);
        Assert.Equal(["GET /Basel ", "GET /Bern "], api.Requests.Select(request => request[..(request.IndexOf(" HTTP", StringComparison.Ordinal) + 1)]));
    }

    [Fact]
    public async Task Change_OfAKeyAndOfThoseWhoMayFrame_CountsFromTheNextRequestOn()
    {
        var (first, second) = (ApiKey.Create(), ApiKey.Create());
        static string Section(string key, string portal) =>
            $$"""
            {
              "Access": { "Mode": "ApiKeys", "Clients": { "wiki": { "KeyHashes": [ "{{ApiKey.HashText(key)}}" ], "Groups": [ "{{portal}}" ] } } },
              "Embedding": { "AllowedAncestors": [ "https://{{portal}}.example.com" ] },
              "Sources": { "a": { "Url": "http://127.0.0.1:9/", "Attempts": 1 } },
              "Boards": { "default": { "Sources": [ "a" ], "Groups": [ "{{portal}}" ] } }
            }
            """;
        var settings = new LiveSettings(Section(first, "one"));
        await using var app = WebApp.StartOn(settings);
        Assert.Contains(" 200 ", await AccessSettings.StatusAsync(app, "/?stream=off", $"X-Api-Key: {first}"), StringComparison.Ordinal);

        settings.Change(Section(second, "two"));
        await app.UntilAsync(catalog => catalog.AllowedAncestors[0].Contains("two", StringComparison.Ordinal));

        Assert.Contains(" 401 ", await AccessSettings.StatusAsync(app, "/?stream=off", $"X-Api-Key: {first}"), StringComparison.Ordinal);
        using var viewer = await RawClient.GetAsync(app.Address, "/boards/default?stream=off", Cancel, $"X-Api-Key: {second}");
        var answer = await viewer.UntilEndAsync(Cancel);
        Assert.Contains(" 200 ", answer.Split("\r\n")[0], StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self' https://two.example.com\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("https://one.example.com", answer, StringComparison.Ordinal);
    }

    /// <summary>Asks again and again; each answer is good, and of one configuration.</summary>
    private static async Task ViewAsync(WebApp app, ConcurrentDictionary<string, string> seen, CancellationToken end)
    {
        using var client = app.CreateClient();
        while (!end.IsCancellationRequested)
        {
            using var response = await client.GetAsync("/api/boards/default", Cancel);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
            var title = answer.RootElement.GetProperty("title").GetString()!;
            Assert.Equal(title, seen.GetOrAdd(answer.RootElement.GetProperty("revision").GetString()!, title));
            Assert.All(answer.RootElement.GetProperty("sources").EnumerateArray(), source => Assert.Equal(title, source.GetProperty("value").GetRawText()));
        }
    }

    private static async Task<string> GetAsync(WebApp app, string path)
    {
        using var client = app.CreateClient();
        using var response = await client.GetAsync(path, Cancel);
        return await response.Content.ReadAsStringAsync(Cancel);
    }
}
