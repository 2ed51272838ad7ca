using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching.Retrying;

/// <summary>What the circuit breaker counts among calls that end without an answer, and by which clock.</summary>
public sealed class BreakerCountingTests
{
    [Fact]
    public async Task CircuitBreaker_SourceTimesOut_CountsAsFailure()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Rest = Answer.Stall() };

        // A timer may fire some milliseconds before a finer clock says so, and not each time: hence ten sources.
        var sources = Enumerable.Range(0, 10).Select(_ => Source(server, TimeSpan.FromMilliseconds(103))).ToList();
        for (var i = 0; i < 5; i++)
        {
            var calls = await Task.WhenAll(sources.Select(source => host.FetchAsync(source)));
            Assert.All(calls, call => Assert.Equal(Reason.Timeout, call.Reason));
        }

        var results = await Task.WhenAll(sources.Select(source => host.FetchAsync(source)));

        Assert.All(results, result => Expect.Failed(Reason.CircuitOpen, null, 0, result));
    }

    [Fact]
    public async Task CircuitBreaker_AttemptTimesOut_CountsAsFailure()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Rest = Answer.Stall() };
        var source = FetcherHost.Source(server.Url, options => (options.Attempts, options.AttemptTimeout) = (1, TimeSpan.FromMilliseconds(50)));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Reason.Timeout, (await host.FetchAsync(source)).Reason);
        }

        Expect.Failed(Reason.CircuitOpen, null, 0, await host.FetchAsync(source));
    }

    [Fact]
    public async Task CircuitBreaker_NobodyListens_CountsAsFailure()
    {
        await using var host = new FetcherHost();
        Uri url;
        await using (var server = new RawServer())
        {
            url = server.Url;
        }

        var source = FetcherHost.Source(url, options => options.Attempts = 1);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Reason.Unreachable, (await host.FetchAsync(source)).Reason);
        }

        Expect.Failed(Reason.CircuitOpen, null, 0, await host.FetchAsync(source));
    }

    [Fact]
    public async Task CircuitBreaker_OpensBeforeTheRetry_TellsOfTheAttemptThatWasMade()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Rest = Answer.Status(500) };
        var source = FetcherHost.Source(server.Url);

        Expect.Failed(Reason.BadStatus, 500, 2, await host.FetchAsync(source));
        Expect.Failed(Reason.BadStatus, 500, 2, await host.FetchAsync(source));
        Expect.Failed(Reason.BadStatus, 500, 1, await host.FetchAsync(source));
        Expect.Failed(Reason.CircuitOpen, null, 0, await host.FetchAsync(source));
        Assert.Equal(5, server.Requests.Count);
    }

    [Fact]
    public async Task CircuitBreaker_ViewersLeave_CountsNothing()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Rest = Answer.Stall() };
        var source = Source(server, TimeSpan.FromSeconds(20));
        for (var i = 0; i < 6; i++)
        {
            await LeaveAsync(host, server, source);
        }

        using var viewer = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.FetchAsync(source, cancellationToken: viewer.Token));
    }

    [Fact]
    public async Task CircuitBreaker_ViewerLeavesTheProbe_DoesNotClose()
    {
        var time = new FakeTime();
        var answer = Answer.Status(500);
        await using var host = new FetcherHost(time);
        await using var server = new RawServer { Rest = connection => answer(connection) };
        var source = Source(server, TimeSpan.FromSeconds(20));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Reason.BadStatus, (await host.FetchAsync(source)).Reason);
        }

        time.Advance(TimeSpan.FromSeconds(5));
        answer = Answer.Stall();
        await LeaveAsync(host, server, source);
        answer = Answer.Status(500);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.FetchAsync(source)));

        Assert.InRange(results.Count(result => result.Attempts.Count > 0), 0, 1);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    public async Task CircuitBreaker_AttemptFromBeforeTheBreakEndsAfterIt_IsNoProbe(int status)
    {
        var time = new FakeTime();
        var (hasBegun, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = new FetcherHost(time);
        await using var server = new RawServer(async connection =>
        {
            hasBegun.SetResult();
            await mayEnd.Task;
            await Answer.Status(status)(connection);
        })
        {
            Rest = Answer.Status(500),
        };
        var source = Source(server, TimeSpan.FromSeconds(20));
        var early = host.FetchAsync(source);
        await hasBegun.Task;
        for (var i = 0; i < 5; i++)
        {
            await host.FetchAsync(source);
        }

        time.Advance(TimeSpan.FromSeconds(5));
        mayEnd.SetResult();
        Expect.Failed(Reason.BadStatus, status, 1, await early);

        Expect.Failed(Reason.BadStatus, 500, 1, await host.FetchAsync(source));
        Assert.Equal(Reason.CircuitOpen, (await host.FetchAsync(source)).Reason);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task CircuitBreaker_WallClockJumps_IsUnmoved(int hours)
    {
        var time = new FakeTime();
        var clock = new JumpingTime(time);
        await using var host = new FetcherHost(clock);
        await using var server = new RawServer { Rest = Answer.Status(500) };
        var source = Source(server, TimeSpan.FromSeconds(20));
        for (var i = 0; i < 5; i++)
        {
            await host.FetchAsync(source);
        }

        clock.Jump += TimeSpan.FromHours(hours);

        Assert.Equal(Reason.CircuitOpen, (await host.FetchAsync(source)).Reason);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Reason.BadStatus, (await host.FetchAsync(source)).Reason);
    }

    private static Source Source(RawServer server, TimeSpan timeout) =>
        FetcherHost.Source(server.Url, options => (options.Attempts, options.Timeout) = (1, timeout));

    /// <summary>A viewer who leaves while the call is under way.</summary>
    private static async Task LeaveAsync(FetcherHost host, RawServer server, Source source)
    {
        using var viewer = new CancellationTokenSource();
        var seen = server.Requests.Count;
        var call = host.FetchAsync(source, cancellationToken: viewer.Token);
        while (server.Requests.Count == seen && !call.IsCompleted)
        {
            await Task.Yield();
        }

        await viewer.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    /// <summary>Another time of day for the same clock.</summary>
    private sealed class JumpingTime(FakeTime time) : TimeProvider
    {
        public TimeSpan Jump { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Jump;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }
}
