using System.Net;
using System.Text.RegularExpressions;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web.Access;

/// <summary>What somebody without access gets, everywhere.</summary>
public sealed partial class AccessRoutesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EveryRoute_WithoutAccess_IsRefusedExceptThoseThatAreOpen(bool isInProduction)
    {
        await using var app = isInProduction ? WebApp.StartInProduction(AccessSettings.ApiKeys) : WebApp.Start(AccessSettings.ApiKeys);
        using var client = app.CreateClient();
        var open = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (method, path) in Routes.Of(app))
        {
            using var request = new HttpRequestMessage(method, path);
            using var response = await client.SendAsync(request, Cancel);
            if (response.StatusCode is not HttpStatusCode.Unauthorized)
            {
                open.Add(path);
            }
        }

        // The demo is open to this machine alone, from which this test asks.
        Assert.Equal(["/demo/random", "/error", "/healthz", "/livez", "/readyz"], open);
    }

    [Fact]
    public async Task StaticFile_WithoutAccess_IsServed()
    {
        await using var app = WebApp.StartInProduction(AccessSettings.ApiKeys);
        using var client = app.CreateClient();
        Assert.NotEmpty(await client.GetStringAsync("/css/aggregator.css", Cancel));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Refusal_WhateverTheAddress_IsTheSameAndTellsNothing(string method)
    {
        string[] forPeople =
            ["/", "/boards/default", "/boards/payroll", "/boards/nope", "/embed/payroll", "/embed/nope", "/boards/payroll/embed", "/oembed?url=http://localhost/boards/payroll", "/badge/payroll.svg", "/badge/nope.svg", "/openapi/v1.json", "/nope"];
        string[] forPrograms = ["/api/boards", "/api/boards/default", "/api/boards/payroll", "/api/boards/nope", "/api/boards/payroll/events", "/api/boards/nope/events", "/api/nope"];
        await using var app = WebApp.StartInProduction(AccessSettings.ApiKeys);
        using var client = app.CreateClient();

        var page = await RefusalAsync(client, method, "/no/such/thing");
        Assert.All(await Task.WhenAll(forPeople.Select(path => RefusalAsync(client, method, path))), answer => Assert.Equal(page, answer));
        var problem = await RefusalAsync(client, method, "/api/no/such/thing");
        Assert.All(await Task.WhenAll(forPrograms.Select(path => RefusalAsync(client, method, path))), answer => Assert.Equal(problem, answer));

        Assert.Contains("WWW-Authenticate: Bearer", page, StringComparison.Ordinal);
        Assert.Contains("WWW-Authenticate: Bearer", problem, StringComparison.Ordinal);
        Assert.Equal(method is "GET", page.Contains("You have no access", StringComparison.Ordinal));
        Assert.Contains("Content-Type: application/problem+json", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_OfAMethodThatIsNone_IsNoDifferent()
    {
        await using var app = WebApp.StartInProduction(AccessSettings.ApiKeys);
        using var client = app.CreateClient();
        Assert.Equal(await RefusalAsync(client, "POST", "/no/such/thing"), await RefusalAsync(client, "POST", "/boards/default"));
    }

    [Fact]
    public async Task Runs_WithoutAccess_AreNotUsedUp()
    {
        // One run at a time: a request that is refused must not hold the place of one that is not.
        await using var app = WebApp.StartInProduction([.. AccessSettings.ApiKeys, ("Aggregator:Hosting:MaxRuns", "1")]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AccessSettings.StatusAsync(app, "/api/boards/default")));
        Assert.All(answers, answer => Assert.Equal("HTTP/1.1 401 Unauthorized", answer));
    }

    /// <summary>Status, headers and body, but for what differs from request to request.</summary>
    private static async Task<string> RefusalAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not "Date")
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
        return TraceId().Replace($"{string.Join('\n', headers)}\n\n{await response.Content.ReadAsStringAsync(Cancel)}", "");
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TraceId();
}
