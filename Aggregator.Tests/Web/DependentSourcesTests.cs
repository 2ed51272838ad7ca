using System.Globalization;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web;

/// <summary>Sources that wait for others, as those see it who are at the two ends: the client of the whole application, and the APIs.</summary>
public sealed class DependentSourcesTests
{
    /// <summary>Far below the timeouts of the sources, 25 s, after which a call would end as well.</summary>
    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(12);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/boards/default")]
    [InlineData("/api/boards/default/events")]
    [InlineData("/")]
    [InlineData("/badge/default/orders.svg")]
    public async Task Get_ViewerLeavesWhileASourceWaits_LeavesTheOneItWaitsForAndBeginsNothing(string path)
    {
        var (arrived, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var login = new RawServer(async connection =>
        {
            arrived.SetResult();
            await connection.UntilClosedAsync();
            left.SetResult();
        });
        await using var orders = new RawServer();
        await using (var app = Start(login, orders))
        {
            using (await RawClient.GetAsync(app.Address, path, Cancel))
            {
                await arrived.Task.WaitAsync(Cancel);
            }

            await left.Task.WaitAsync(Quickly, Cancel);
        }

        Assert.Equal((1, 0), (login.Requests.Count, orders.Connections));
    }

    [Fact]
    public async Task Get_SourceThatWaited_HasItsOwnTimeOnlyInServerTiming()
    {
        await using var login = new RawServer(Answer.After(TimeSpan.FromMilliseconds(300), Answer.Json("7")));
        await using var orders = new RawServer(Answer.Json("8"));
        await using var app = Start(login, orders);
        using var client = app.CreateClient();

        using var answer = await client.GetAsync("/api/boards/default", Cancel);

        var times = Assert.Single(answer.Headers.GetValues("Server-Timing")).Split(", ")
            .Select(entry => entry.Split(";dur=")).ToDictionary(entry => entry[0], entry => double.Parse(entry[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        Assert.Equal(["total", "orders", "login"], times.Keys);
        Assert.InRange(times["login"] + times["orders"], 300 - 20, times["total"] + 0.2);
    }

    [Fact]
    public async Task Events_OneSourceFailsAndWhatItNeedsDoesNot_IsFailed()
    {
        await using var login = new RawServer { Rest = Answer.Json("7") };
        await using var orders = new RawServer { Rest = Answer.Status(404) };
        await using var app = Start(login, orders);
        using var client = app.CreateClient();

        var events = await client.GetStringAsync("/api/boards/default/events?source=orders", Cancel);
        var page = await client.GetStringAsync("/?source=orders&stream=off", Cancel);

        Assert.Contains("\"status\":\"failed\"", events.Split("event: result")[1], StringComparison.Ordinal);
        Assert.Contains("This run failed: Orders has no value.", page, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"partial\"", await client.GetStringAsync("/api/boards/default", Cancel), StringComparison.Ordinal);
    }

    private static WebApp Start(RawServer login, RawServer orders) => WebApp.Start(
        ("Aggregator:Sources:orders:Title", "Orders"),
        ("Aggregator:Sources:orders:Url", $"{orders.Url}{{sources.login}}"),
        ("Aggregator:Sources:orders:Timeout", "00:00:25"),
        ("Aggregator:Sources:login:Url", login.Url.OriginalString),
        ("Aggregator:Sources:login:Timeout", "00:00:25"),
        ("Aggregator:Boards:default:Sources:0", "orders"),
        ("Aggregator:Boards:default:Sources:1", "login"),
        ("Aggregator:Boards:default:Deadline", "00:00:30"));
}
