using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching.Retrying;

/// <summary>When calls pause, and when they go on. The clock stands still unless a test turns it.</summary>
public sealed class ResiliencePipelinesTests : IAsyncDisposable
{
    private readonly FakeTime _time = new();
    private readonly FetcherHost _host;
    private readonly RawServer _server;
    private Func<RawConnection, Task> _next = Answer.Status(500);

    public ResiliencePipelinesTests()
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
    public async Task CircuitBreaker_HalfOfFiveCallsFailed_OpensAndTheServerSeesNothing()
    {
        var source = Source();
        await CallAsync(source, Answer.Json("1"), 2);
        await CallAsync(source, Answer.Status(500), 3);

        var result = await _host.FetchAsync(source);

        Expect.Failed(Reason.CircuitOpen, null, 0, result);
        Assert.Equal(5, _server.Requests.Count);
    }

    [Fact]
    public async Task CircuitBreaker_FourCallsFailed_StaysClosed()
    {
        var source = Source();
        await CallAsync(source, Answer.Status(500), 4);

        Assert.True(await ReachesTheServerAsync(source));
    }

    [Fact]
    public async Task CircuitBreaker_FewerThanHalfFailed_StaysClosed()
    {
        var source = Source();
        await CallAsync(source, Answer.Json("1"), 6);
        await CallAsync(source, Answer.Status(500), 5);

        Assert.True(await ReachesTheServerAsync(source));
    }

    [Fact]
    public async Task CircuitBreaker_FailuresAreOlderThanTheSamplingDuration_StaysClosed()
    {
        var source = Source();
        await CallAsync(source, Answer.Status(500), 4);
        _time.Advance(TimeSpan.FromSeconds(31));
        await CallAsync(source, Answer.Status(500), 1);

        Assert.True(await ReachesTheServerAsync(source));
    }

    [Fact]
    public async Task CircuitBreaker_Disabled_NeverOpens()
    {
        var source = Source(options => options.CircuitBreaker.Enabled = false);
        await CallAsync(source, Answer.Status(500), 10);

        Assert.True(await ReachesTheServerAsync(source));
    }

    [Fact]
    public async Task CircuitBreaker_OpenForOneSource_LetsAnotherOfTheSameHostThrough()
    {
        await OpenAsync(Source());

        Assert.True(await ReachesTheServerAsync(Source()));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(302)]
    [InlineData(204)]
    public async Task CircuitBreaker_AnswersThatAreSignsOfLife_DoNotOpenIt(int status)
    {
        var source = Source();
        await CallAsync(source, Answer.Status(status), 10);

        Assert.True(await ReachesTheServerAsync(source));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task CircuitBreaker_ProbeIsASignOfLife_Closes(int status)
    {
        var source = Source();
        await OpenAsync(source);
        _time.Advance(TimeSpan.FromSeconds(5));
        await CallAsync(source, Answer.Status(status, "1"), 1);

        await CallAsync(source, Answer.Status(500), 4);

        Assert.True(await ReachesTheServerAsync(source));
    }

    [Fact]
    public async Task CircuitBreaker_AfterTheBreak_LetsOneProbeThrough()
    {
        var (arrived, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var source = Source();
        await OpenAsync(source);
        _time.Advance(TimeSpan.FromSeconds(5));
        _next = async connection =>
        {
            arrived.SetResult();
            await goOn.Task;
            await Answer.Json("1")(connection);
        };
        var probe = _host.FetchAsync(source);
        await arrived.Task;

        // If the probe hangs, another one may go when the time of a break is over.
        var others = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _host.FetchAsync(source)));

        Assert.All(others, other => Expect.Failed(Reason.CircuitOpen, null, 0, other));
        Assert.All(others, other => Assert.Equal(_time.Start + TimeSpan.FromSeconds(10), other.PausedUntil));
        goOn.SetResult();
        Assert.True((await probe).IsOk);
        _next = Answer.Json("1");
        Assert.True(await ReachesTheServerAsync(source));
    }

    [Fact]
    public async Task CircuitBreaker_ProbesFail_DoublesTheBreakUpToTheMaximum()
    {
        var source = Source(options => options.CircuitBreaker.MaxBreakDuration = TimeSpan.FromSeconds(15));
        await OpenAsync(source);

        foreach (var seconds in (int[])[5, 10, 15, 15])
        {
            _time.Advance(TimeSpan.FromSeconds(seconds - 0.5));
            Assert.False(await ReachesTheServerAsync(source), $"A probe before {seconds} s.");
            _time.Advance(TimeSpan.FromSeconds(0.5));
            Assert.True(await ReachesTheServerAsync(source), $"No probe after {seconds} s.");
        }
    }

    [Fact]
    public async Task CircuitBreaker_OpensAgainAfterItClosed_StartsWithTheFirstBreak()
    {
        var source = Source();
        await OpenAsync(source);
        _time.Advance(TimeSpan.FromSeconds(5));
        await CallAsync(source, Answer.Status(500), 1);
        _time.Advance(TimeSpan.FromSeconds(10));
        await CallAsync(source, Answer.Json("1"), 1);

        await OpenAsync(source);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.True(await ReachesTheServerAsync(source));
    }

    [Fact]
    public async Task CircuitBreaker_Open_SaysUntilWhen()
    {
        var source = Source();
        await OpenAsync(source);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(_time.Start + TimeSpan.FromSeconds(5), (await _host.FetchAsync(source)).PausedUntil);
        _time.Advance(TimeSpan.FromSeconds(3));
        await CallAsync(source, Answer.Status(500), 1);

        Assert.Equal(_time.Start + TimeSpan.FromSeconds(15), (await _host.FetchAsync(source)).PausedUntil);
    }

    private static void OneAttempt(SourceOptions options) => options.Attempts = 1;

    private Source Source(Action<SourceOptions>? configure = null) => FetcherHost.Source(_server.Url, OneAttempt + (configure ?? OneAttempt));

    private async Task CallAsync(Source source, Func<RawConnection, Task> answer, int times)
    {
        _next = answer;
        for (var i = 0; i < times; i++)
        {
            Assert.True(await ReachesTheServerAsync(source));
        }
    }

    private async Task OpenAsync(Source source)
    {
        await CallAsync(source, Answer.Status(500), 5);
        Assert.False(await ReachesTheServerAsync(source));
    }

    private async Task<bool> ReachesTheServerAsync(Source source)
    {
        var before = _server.Requests.Count;
        var result = await _host.FetchAsync(source);
        Assert.Equal(result.Attempts.Count, _server.Requests.Count - before);
        Assert.Equal(result.Attempts.Count == 0, result.Reason is Reason.CircuitOpen);
        return result.Attempts.Count > 0;
    }
}
