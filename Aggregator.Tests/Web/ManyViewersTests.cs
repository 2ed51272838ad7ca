using System.Net;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Web;

/// <summary>Alone, because the threads and the memory that it counts belong to the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class ManyViewersTests
{
    private const int Viewers = 500;

    [Fact]
    public async Task Page_FiveHundredViewersAtOnce_AreAllServedWithoutBlockedThreads()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var app = WebApp.Start(
            [.. Boards.Quick, ("Aggregator:Sources:api-a:Url", "/demo/random?delay=3s"), ("Logging:LogLevel:Default", "Warning")]);
        using var client = app.CreateClient();

        var pages = Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => client.GetAsync("/", cancel)));
        var mostThreads = 0;
        while (await Task.WhenAny(pages, Task.Delay(50, cancel)) != pages)
        {
            mostThreads = Math.Max(mostThreads, ThreadPool.ThreadCount);
        }

        Assert.All(await pages, page => Assert.Equal(HttpStatusCode.OK, page.StatusCode));

        // Were a thread blocked for each viewer, or for each call, there would be hundreds.
        Assert.InRange(mostThreads, 1, Viewers / 10);
    }

    [Fact]
    public async Task Events_TwoHundredIdleStreams_TakeLittleMemory()
    {
        const int Streams = 200;
        const int Limit = 64 * 1024;
        var cancel = TestContext.Current.CancellationToken;
        await using var sources = new GatedSources("a");
        await using var app = WebApp.Start([.. sources.Settings, ("Logging:LogLevel:Default", "Warning")]);
        using var client = app.CreateClient();
        var open = new List<HttpResponseMessage>();
        try
        {
            await OpenAsync(20);
            var least = long.MaxValue;
            for (var round = 0; round < 3 && least > Limit; round++)
            {
                var before = GC.GetTotalMemory(forceFullCollection: true);
                await OpenAsync(Streams);
                least = Math.Min(least, (GC.GetTotalMemory(forceFullCollection: true) - before) / Streams);
            }

            // Both ends of each connection are in this process; the server's alone is less. What other tests have left behind may end or begin in between.
            Assert.InRange(least, long.MinValue, Limit);
        }
        finally
        {
            open.ForEach(stream => stream.Dispose());
        }

        async Task OpenAsync(int count) =>
            open.AddRange(await Task.WhenAll(Enumerable.Range(0, count).Select(
                _ => client.GetAsync("/api/boards/default/events", HttpCompletionOption.ResponseHeadersRead, cancel))));
    }
}
