using System.Net.Sockets;
using System.Text;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Faults;

/// <summary>An API, and viewers, who are not broken but slow.</summary>
public sealed class SlowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ApiTakesMuchLongerThanUsual_IsOkAndDegraded()
    {
        const int Usual = 8;
        var quick = Enumerable.Repeat(Answer.Json("1"), Usual);
        await using var server = new RawServer([.. quick, Answer.After(TimeSpan.FromSeconds(4), Answer.Json("2"))]);
        await using var app = WebApp.Start(("Aggregator:Sources:a:Url", server.Url.ToString()), ("Aggregator:Sources:a:Timeout", "00:00:20"), ("Aggregator:Boards:default:Deadline", "00:00:20"), ("Aggregator:Boards:default:Sources:0", "a"));
        using var client = app.CreateClient();
        for (var i = 0; i < Usual; i++)
        {
            Assert.DoesNotContain("degraded", await client.GetStringAsync("/", Cancel), StringComparison.Ordinal);
        }

        var page = await client.GetStringAsync("/", Cancel);

        Assert.Contains("look-degraded", page, StringComparison.Ordinal);
        Assert.Contains("much slower than usual", page, StringComparison.Ordinal);
        Assert.Contains("complete: 1 of 1 source", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewers_WhoDribbleTheirRequests_LoseTheirPlaceWhileOthersAreServed()
    {
        const int Viewers = 100;
        await using var app = WebApp.Start(("Aggregator:Sources:a:Url", "/demo/random"));
        using var client = app.CreateClient();
        var slow = await Task.WhenAll(Enumerable.Range(0, Viewers).Select(async _ =>
        {
            var viewer = new TcpClient();
            await viewer.ConnectAsync(app.Address.Host, app.Address.Port, Cancel);
            await viewer.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: "), Cancel);
            return viewer;
        }));

        Assert.Equal("Healthy", await client.GetStringAsync("/livez", Cancel));
        Assert.Contains("1 of 1 source", await client.GetStringAsync("/", Cancel), StringComparison.Ordinal);

        // Each is told that it took too long, and the connection ends.
        foreach (var viewer in slow)
        {
            using var reader = new StreamReader(viewer.GetStream());
            Assert.StartsWith("HTTP/1.1 408 ", await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
            viewer.Dispose();
        }
    }
}
