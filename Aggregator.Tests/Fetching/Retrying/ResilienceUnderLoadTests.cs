using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching.Retrying;

/// <summary>How many requests an API in trouble gets, and when its recovery shows. The clock stands still unless a test turns it.</summary>
public sealed class ResilienceUnderLoadTests : IAsyncDisposable
{
    private readonly FakeTime _time = new();
    private readonly FetcherHost _host;
    private readonly RawServer _server;
    private Func<RawConnection, Task> _next = Answer.Status(503, "", "Retry-After: 0");

    public ResilienceUnderLoadTests()
    {
        _host = new FetcherHost(_time);
        _server = new RawServer { Rest = connection => _next(connection) };
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task CircuitBreaker_FailsForAMinuteUnderLoad_TriesOnceABreakAndRecoversAfterTheLastOne()
    {
        const int RunsASecond = 20;
        var board = TestData.Board(FetcherHost.Source(_server.Url, options => options.CircuitBreaker.MaxBreakDuration = TimeSpan.FromSeconds(5)));
        for (var i = 0; i < 60 * RunsASecond; i++)
        {
            Assert.Equal(0, (await _host.Engine.RunAsync(new Run(board), TestContext.Current.CancellationToken)).Answered);
            _time.Advance(TimeSpan.FromSeconds(1.0 / RunsASecond));
        }

        // Five to open, and one each five seconds.
        Assert.InRange(_server.Requests.Count, 5 + 10, 5 + 12);
        _next = Answer.Json("1");
        var recoveredAfter = 0;
        while ((await _host.Engine.RunAsync(new Run(board), TestContext.Current.CancellationToken)).Answered == 0)
        {
            _time.Advance(TimeSpan.FromSeconds(1.0 / RunsASecond));
            recoveredAfter++;
        }

        Assert.InRange(recoveredAfter, 0, 6 * RunsASecond);
    }

    [Fact]
    public async Task Retry_EveryCallFails_StaysWithinATenthOfTheDemandAndTheFirstTen()
    {
        const int Demand = 200;
        var source = FetcherHost.Source(_server.Url, options => options.CircuitBreaker.Enabled = false);
        for (var i = 0; i < Demand; i++)
        {
            var result = await _host.FetchAsync(source);
            Assert.Equal((Reason.Throttled, result.Attempts.Count == 1), (result.Reason, result.IsHeldBack));
        }

        Assert.InRange(_server.Requests.Count, Demand * 1.1, (Demand * 1.1) + 10);
    }
}
