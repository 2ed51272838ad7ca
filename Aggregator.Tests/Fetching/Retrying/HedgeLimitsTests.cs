using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching.Retrying;

/// <summary>When a call that takes long does not ask a second time, and what the second requests cost the API.</summary>
public sealed class HedgeLimitsTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource _first = new();

    [Fact]
    public async Task FetchAsync_LessThanTheDelayIsLeft_AsksOnce()
    {
        await using var host = new HedgeHost(Answer.Once(_first.Task, Answer.Json("1")));
        var call = host.FetchAsync(host.Call(host.Source(), deadline: (HedgeHost.After * 2) - TimeSpan.FromTicks(1)), TestContext.Current.CancellationToken);

        await AsksOnceAsync(host, call, request: 1);
    }

    [Fact]
    public async Task FetchAsync_LessThanTheUsualDurationIsLeft_AsksOnce()
    {
        await using var host = new HedgeHost();
        var source = host.Source();
        for (var i = 0; i < 8; i++)
        {
            host.Next = host.AnswerAfter(Usual);
            await host.FetchAsync(source);
        }

        host.Next = Answer.Once(_first.Task, Answer.Json("1"));
        var late = host.FetchAsync(host.Call(source, HedgeHost.After + Usual - TimeSpan.FromTicks(1)), TestContext.Current.CancellationToken);
        await AsksOnceAsync(host, late, request: 9);
        host.Next = Answer.Stall();
        var inTime = host.FetchAsync(host.Call(source, HedgeHost.After + Usual), TestContext.Current.CancellationToken);
        await host.SeesAsync(10);
        host.Next = Answer.Json("2");
        await host.PassesAsync(HedgeHost.After);

        Assert.Equal("2", (await inTime).Value?.GetRawText());
    }

    [Fact]
    public async Task FetchAsync_ProbeOfAnOpenCircuit_AsksOnce()
    {
        await using var host = new HedgeHost { Next = Answer.Status(500) };
        var source = host.Source(options => options.Attempts = 1);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Reason.BadStatus, (await host.FetchAsync(source)).Reason);
        }

        host.Time.Advance(TimeSpan.FromSeconds(5));
        host.Next = Answer.Once(_first.Task, Answer.Json("1"));

        await AsksOnceAsync(host, host.FetchAsync(source), request: 6);
    }

    [Fact]
    public async Task FetchAsync_EachCallTakesLong_AsksTwiceUntilTheBudgetIsUsedUp()
    {
        const int Calls = 40;
        var attempts = 0;
        await using var host = new HedgeHost();
        var source = host.Source();
        for (var i = 0; i < Calls; i++)
        {
            var (seen, gate) = (host.Server.Requests.Count, new TaskCompletionSource());
            host.Next = Answer.Once(gate.Task, Answer.Json("1"));
            var call = host.FetchAsync(source);
            await host.SeesAsync(seen + 1);
            await host.PassesAsync(HedgeHost.After);
            gate.SetResult();
            attempts += (await call).Attempts.Count;
        }

        // Five in reserve, a tenth of the calls, and one each ten seconds.
        Assert.InRange(attempts, Calls + 1, Calls + 5 + (Calls / 10) + 1);
    }

    [Fact]
    public async Task FetchAsync_BudgetIsUsedUp_SaysThatASecondRequestWasHeldBack()
    {
        await using var host = new HedgeHost();
        var source = host.Source();
        for (var i = 0; i < 5; i++)
        {
            var gate = new TaskCompletionSource();
            host.Next = Answer.Once(gate.Task, Answer.Json("1"));
            var twice = await host.FetchTwiceAsync(source);
            gate.SetResult();
            Assert.False((await twice).IsHeldBack);
        }

        host.Next = Answer.Once(_first.Task, Answer.Json("1"));
        var last = host.Call(source);
        var call = host.FetchAsync(last, TestContext.Current.CancellationToken);
        await host.SeesAsync(11);
        await host.PassesAsync(HedgeHost.After);
        await HedgeHost.IsHeldBackAsync(last);
        _first.SetResult();

        Assert.Equal((true, 1), ((await call).IsHeldBack, (await call).Attempts.Count));
    }

    [Fact]
    public async Task CircuitBreaker_BothRequestsFail_CountsBoth()
    {
        await using var host = new HedgeHost();
        var source = host.Source(options => options.Attempts = 1);
        for (var i = 0; i < 3; i++)
        {
            var gate = new TaskCompletionSource();
            host.Next = Answer.Once(gate.Task, Answer.Status(500));
            var call = await host.FetchTwiceAsync(source);
            gate.SetResult();
            Assert.Equal(Reason.BadStatus, (await call).Reason);
        }

        Expect.Failed(Reason.CircuitOpen, null, 0, await host.FetchAsync(source));
    }

    [Fact]
    public async Task CircuitBreaker_RequestThatWasGivenUp_CountsNothing()
    {
        await using var host = new HedgeHost();
        var source = host.Source(options => options.Attempts = 1);
        for (var i = 0; i < 2; i++)
        {
            host.Next = Answer.Stall();
            var seen = host.Server.Requests.Count;
            var call = host.FetchAsync(source);
            await host.SeesAsync(seen + 1);
            host.Next = Answer.Json("1");
            await host.PassesAsync(HedgeHost.After);
            Assert.True((await call).IsOk);
        }

        // Three of five: were the two that were given up signs of life, it would be three of seven.
        host.Next = Answer.Status(500);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Reason.BadStatus, (await host.FetchAsync(source)).Reason);
        }

        Assert.Equal(Reason.CircuitOpen, (await host.FetchAsync(source)).Reason);
    }

    [Theory]
    [InlineData(20, 45, 45)]
    [InlineData(20, 22, 30)]
    public async Task FetchAsync_P95_AsksAgainAfterTheTimeInWhichNineteenOfTwentyCallsEndedOrHalfAsLongAgainAsUsual(int usual, int rare, int late)
    {
        await using var host = new HedgeHost();
        var source = host.Source(options => options.Hedge.After = "P95");
        for (var i = 1; i <= 20; i++)
        {
            host.Next = host.AnswerAfter(TimeSpan.FromMilliseconds(i == 20 ? 2000 : i == 10 ? rare : usual));
            await host.FetchAsync(source);
        }

        host.Next = Answer.Stall();
        var call = host.FetchAsync(source);
        await host.SeesAsync(21);
        host.Next = Answer.Json("2");
        await host.PassesAsync(TimeSpan.FromMilliseconds(late - 1));
        Assert.Equal(2, host.Time.ActiveTimers);
        host.Time.Advance(TimeSpan.FromMilliseconds(1));

        var result = await call;
        Assert.Equal(("2", late), (result.Value?.GetRawText(), result.Duration.TotalMilliseconds));
        Assert.Equal(22, host.Server.Requests.Count);
    }

    /// <summary>The figures, on a clock that the server turns: 20 ms, and 1 s for every twentieth call.</summary>
    [Theory]
    [InlineData("00:00:00.100", 120, 20)]
    [InlineData(null, 1000, 0)]
    public async Task FetchAsync_EveryTwentiethAnswerIsSlow_ThePercentileFallsAndTheLoadHardlyGrows(string? after, double p99, int extra)
    {
        const int Runs = 400;
        var durations = new List<double>();
        await using var host = new HedgeHost();
        var source = host.Source(options => options.Hedge.After = after);
        for (var i = 1; i <= Runs; i++)
        {
            var isSlow = i % 20 == 0;
            host.Next = isSlow && after is not null ? Answer.Stall() : host.AnswerAfter(isSlow ? TimeSpan.FromSeconds(1) : Usual);
            var seen = host.Server.Requests.Count;
            var call = host.FetchAsync(source);
            if (isSlow && after is not null)
            {
                await host.SeesAsync(seen + 1);
                host.Next = host.AnswerAfter(Usual);
                await host.PassesAsync(HedgeHost.After);
            }

            durations.Add((await call).Duration.TotalMilliseconds);
        }

        Assert.Equal(p99, durations.Order().ElementAt((Runs * 99 / 100) - 1));
        Assert.Equal(Runs + extra, host.Server.Requests.Count);
    }

    private async Task AsksOnceAsync(HedgeHost host, Task<SourceResult> call, int request)
    {
        await host.SeesAsync(request);
        await host.PassesAsync(HedgeHost.After);
        _first.SetResult();

        Expect.Consistent(1, await call);
    }
}
