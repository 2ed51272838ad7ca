using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching.Retrying;

/// <summary>When a call asks a second time, and which of the two answers counts.</summary>
public sealed class HedgeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly TaskCompletionSource _first = new();
    private readonly TaskCompletionSource _second = new();
    private readonly TaskCompletionSource _left = new();

    [Fact]
    public async Task FetchAsync_SecondAnswersFirst_CountsAndTheFirstIsLeft()
    {
        await using var host = new HedgeHost(UntilLeftAsync, Answer.Json("2"));

        var result = await (await host.FetchTwiceAsync(host.Source()));

        Expect.Ok("2", 2, result, host.Server);
        Assert.Equal([((Reason?)null, true), (null, false)], result.Attempts.Select(attempt => (attempt.Failure, attempt.IsBeside)));
        Assert.Equal([TimeSpan.Zero, HedgeHost.After], result.Attempts.Select(attempt => attempt.Start));
        Assert.Equal((HedgeHost.After, TimeSpan.Zero), (result.Duration, result.Phases.Wait));
        Assert.Equal(host.Server.Requests[0], host.Server.Requests[1]);
        await LeftAsync();
    }

    [Fact]
    public async Task FetchAsync_FirstAnswersFirst_CountsAndTheSecondIsLeft()
    {
        await using var host = new HedgeHost(Answer.Once(_first.Task, Answer.Json("1")), UntilLeftAsync);
        var call = await host.FetchTwiceAsync(host.Source());

        _first.SetResult();
        var result = await call;

        Assert.Equal("1", result.Value?.GetRawText());
        Expect.Consistent(2, result);
        Assert.Equal([((Reason?)null, false), (null, true)], result.Attempts.Select(attempt => (attempt.Failure, attempt.IsBeside)));
        Assert.Equal((200, 1L, HedgeHost.After), (result.HttpStatus, result.Bytes, result.Phases.Wait));
        await LeftAsync();
    }

    [Fact]
    public async Task FetchAsync_JustBeforeTheDelay_HasAskedOnce()
    {
        await using var host = new HedgeHost(Answer.Once(_first.Task, Answer.Json("1")));
        var call = host.FetchAsync(host.Source());
        await host.SeesAsync(1);

        await host.PassesAsync(HedgeHost.After - Tick);
        Assert.Equal(2, host.Time.ActiveTimers);
        _first.SetResult();

        Expect.Ok("1", 1, await call, host.Server);
    }

    [Fact]
    public async Task FetchAsync_FirstFailsBeforeTheDelay_IsRetriedAsUsual()
    {
        await using var host = new HedgeHost(Answer.Status(503, "", "Retry-After: 0"), Answer.Json("1"));

        var result = await host.FetchAsync(host.Source());

        Expect.Ok("1", 2, result, host.Server);
        Assert.Equal([(Reason?)Reason.Throttled, null], result.Attempts.Select(attempt => attempt.Failure));
        Assert.All(result.Attempts, attempt => Assert.False(attempt.IsBeside));
    }

    [Fact]
    public async Task FetchAsync_FirstFailsAfterTheSecondBegan_WaitsForTheSecond()
    {
        await using var host = new HedgeHost(Answer.Once(_first.Task, Answer.Status(500)), Answer.Once(_second.Task, Answer.Json("2")));
        var call = await host.FetchTwiceAsync(host.Source());

        _first.SetResult();
        await host.FailsAsync();
        _second.SetResult();
        var result = await call;

        Expect.Ok("2", 2, result, host.Server);
        Assert.Equal([((Reason?)Reason.BadStatus, true), (null, false)], result.Attempts.Select(attempt => (attempt.Failure, attempt.IsBeside)));
    }

    [Fact]
    public async Task FetchAsync_SecondFails_WaitsForTheFirst()
    {
        await using var host = new HedgeHost(Answer.Once(_first.Task, Answer.Json("1")), Answer.Status(500));
        var call = await host.FetchTwiceAsync(host.Source());

        await host.FailsAsync();
        _first.SetResult();
        var result = await call;

        Assert.Equal(("1", 200), (result.Value?.GetRawText(), result.HttpStatus));
        Expect.Consistent(2, result);
        Assert.Equal([((Reason?)null, false), (Reason.BadStatus, true)], result.Attempts.Select(attempt => (attempt.Failure, attempt.IsBeside)));
    }

    [Fact]
    public async Task FetchAsync_BothFail_RetriesOnceAndAsksOnceThen()
    {
        await using var host = new HedgeHost(Answer.Once(_first.Task, Answer.Status(500)), Answer.Status(502), Answer.Once(_second.Task, Answer.Json("3")));
        var call = await host.FetchTwiceAsync(host.Source());
        _first.SetResult();
        await host.PassesAsync(TimeSpan.FromMilliseconds(250));
        await host.SeesAsync(3);

        // A third request that takes long has none beside it.
        await host.PassesAsync(TimeSpan.FromSeconds(1), timers: 1);
        _second.SetResult();

        Expect.Ok("3", 3, await call, host.Server);
    }

    [Fact]
    public async Task FetchAsync_BothFailWithoutARetry_TellsHowTheLastOneDid()
    {
        await using var host = new HedgeHost(Answer.Once(_first.Task, Answer.Status(404)), Answer.Status(503));
        var call = await host.FetchTwiceAsync(host.Source(options => options.Attempts = 1));
        await host.FailsAsync();
        _first.SetResult();

        Expect.Failed(Reason.BadStatus, 404, 2, await call, host.Server);
    }

    [Fact]
    public async Task FetchAsync_BothFailAndOneAsksToWait_WaitsThatLong()
    {
        await using var host = new HedgeHost(Answer.Once(_first.Task, Answer.Status(500)), Answer.Status(429, "", "Retry-After: 3"), Answer.Json("3"));
        var call = await host.FetchTwiceAsync(host.Source());
        await host.FailsAsync();
        _first.SetResult();

        await host.PassesAsync(TimeSpan.FromSeconds(3) - Tick);
        Assert.Equal(2, host.Time.ActiveTimers);
        Assert.Equal(2, host.Server.Requests.Count);
        host.Time.Advance(Tick);

        Expect.Ok("3", 3, await call, host.Server);
    }

    [Fact]
    public async Task FetchAsync_TimeRunsOutWithBothUnderWay_TimesOutAndBothAreLeft()
    {
        await using var host = new HedgeHost(Answer.Stall(), UntilLeftAsync);
        var call = await host.FetchTwiceAsync(host.Source());

        host.Time.Advance(TimeSpan.FromSeconds(20));
        var result = await call;

        Expect.Failed(Reason.Timeout, null, 2, result, host.Server);
        Assert.All(result.Attempts, attempt => Assert.Equal(Reason.Timeout, attempt.Failure));
        await LeftAsync();
    }

    [Fact]
    public async Task FetchAsync_AttemptTimeout_IsThatOfEachOfTheTwo()
    {
        await using var host = new HedgeHost(Answer.Stall(), Answer.Stall());
        var call = await host.FetchTwiceAsync(host.Source(options => (options.Attempts, options.AttemptTimeout) = (1, TimeSpan.FromSeconds(1))), timers: 3);

        await host.PassesAsync(TimeSpan.FromSeconds(1) - HedgeHost.After, timers: 3);
        await host.PassesAsync(HedgeHost.After);
        var result = await call;

        Expect.Failed(Reason.Timeout, null, 2, result, host.Server);
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1) + HedgeHost.After), (result.Attempts[1].Duration, result.Duration));
    }

    [Fact]
    public async Task FetchAsync_ViewerLeaves_BothAreLeft()
    {
        var alsoLeft = new TaskCompletionSource();
        using var viewer = new CancellationTokenSource();
        await using var host = new HedgeHost(UntilLeftAsync, async connection =>
        {
            await connection.UntilClosedAsync();
            alsoLeft.SetResult();
        });
        var call = await host.FetchTwiceAsync(host.Source(), cancellationToken: viewer.Token);

        await viewer.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await LeftAsync();
        await alsoLeft.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    /// <summary>The clock stands still, so no timeout closes a connection.</summary>
    private Task LeftAsync() => _left.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    private async Task UntilLeftAsync(RawConnection connection)
    {
        await connection.UntilClosedAsync();
        _left.SetResult();
    }
}
