using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Limits of time, and attempts that follow each other within them.</summary>
public sealed class SourceFetcherTimeoutTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan MostOfShort = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FarTooLong = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Stalls { get; } = new()
    {
        new TheoryDataRow<string>("") { TestDisplayName = "Says nothing" },
        new TheoryDataRow<string>("HTTP/1.1 200 O") { TestDisplayName = "Stalls in the status line" },
        new TheoryDataRow<string>("HTTP/1.1 200 OK\r\nA: b\r\n") { TestDisplayName = "Stalls in the headers" },
    };

    public static TheoryData<string> StallsInTheBody { get; } = new()
    {
        new TheoryDataRow<string>(Answer.Head(200, "Content-Length: 2") + "1") { TestDisplayName = "Before the announced length" },
        new TheoryDataRow<string>(Answer.Head(200, "Transfer-Encoding: chunked") + "1\r\n1\r\n") { TestDisplayName = "Before the last chunk" },
        new TheoryDataRow<string>(Answer.Head(200) + "1") { TestDisplayName = "Without closing" },
        new TheoryDataRow<string>(Answer.Head(200, "Content-Length: 99", "Content-Encoding: gzip") + "\u001f") { TestDisplayName = "Compressed" },
    };

    [Theory]
    [MemberData(nameof(Stalls))]
    public async Task FetchAsync_ServerStallsBeforeTheBody_IsTimeoutWithoutRetry(string bytes)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Stall(bytes));

        var result = await host.FetchAsync(server.Url, options => options.Timeout = Short);

        Expect.Failed(Reason.Timeout, null, 1, result, server);
        Assert.InRange(result.Duration, MostOfShort, FarTooLong);
        Assert.Equal(Reason.Timeout, result.Attempts[0].Failure);
    }

    [Theory]
    [MemberData(nameof(StallsInTheBody))]
    public async Task FetchAsync_ServerStallsInTheBody_IsTimeoutThoughTheStatusWas200(string bytes)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Stall(bytes));

        var result = await host.FetchAsync(server.Url, options => options.Timeout = Short);

        Expect.Failed(Reason.Timeout, 200, 1, result, server);
        Assert.True(result.Phases.Read > TimeSpan.Zero, $"{result.Phases}");
        Assert.InRange(result.Duration, MostOfShort, FarTooLong);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "A: b\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "1")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\n\r\n")]
    public async Task FetchAsync_ServerDrips_IsTimeout(string first, string again)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Drip(first, again, TimeSpan.FromMilliseconds(20)));

        var result = await host.FetchAsync(server.Url, options => options.Timeout = Short);

        Assert.Equal(Reason.Timeout, result.Reason);
        Assert.Single(server.Requests);
        Assert.InRange(result.Duration, MostOfShort, FarTooLong);
    }

    [Fact]
    public async Task FetchAsync_EndlessInterimAnswers_EndWithTheTimeout()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Drip("", string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 100)), TimeSpan.Zero));

        var result = await host.FetchAsync(server.Url, options => options.Timeout = Short);

        Assert.Contains(result.Reason, (Reason?[])[Reason.Timeout, Reason.ProtocolError]);
        Assert.True(result.Duration < FarTooLong, $"{result.Duration}");
    }

    [Fact]
    public async Task FetchAsync_TlsHandshakeHangs_IsTimeout()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Greet = Answer.Stall() };

        var result = await host.FetchAsync(new Uri($"https://{server.Url.Authority}/"), options => options.Timeout = Short);

        Expect.Failed(Reason.Timeout, null, 1, result);
        Assert.InRange(result.Duration, MostOfShort, FarTooLong);
    }

    [Fact]
    public async Task FetchAsync_FirstAttemptFails_SecondGivesTheValue()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Reset(), Answer.Json("1"));

        var result = await host.FetchAsync(server.Url);

        Expect.Ok("1", 2, result, server);
        Assert.Equal([Reason.Reset, null], result.Attempts.Select(attempt => attempt.Failure));
        Assert.True(result.Attempts[1].Start > result.Attempts[0].Duration);
    }

    [Fact]
    public async Task FetchAsync_FiveAttempts_TriesFiveTimes()
    {
        var failure = Answer.Status(500);
        await using var host = new FetcherHost();
        await using var server = new RawServer(failure, failure, failure, failure, Answer.Status(502));

        Expect.Failed(Reason.BadStatus, 502, 5, await host.FetchAsync(server.Url, WithoutBreaker(5)), server);
    }

    [Fact]
    public async Task FetchAsync_OneAttempt_IsNotRetried()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(500));

        Expect.Failed(Reason.BadStatus, 500, 1, await host.FetchAsync(server.Url, options => options.Attempts = 1), server);
    }

    [Fact]
    public async Task FetchAsync_TooLittleTimeLeft_IsNotRetried()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(500));

        var result = await host.FetchAsync(FetcherHost.Source(server.Url), deadline: TimeSpan.FromMilliseconds(240));

        Expect.Failed(Reason.BadStatus, 500, 1, result, server);
    }

    [Fact]
    public async Task FetchAsync_AttemptTimesOut_IsTriedAgain()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Stall(Answer.Head(200) + "1"), Answer.Json("2"));

        var result = await host.FetchAsync(server.Url, options => options.AttemptTimeout = TimeSpan.FromSeconds(1));

        Expect.Ok("2", 2, result, server);
        Assert.Equal(Reason.Timeout, result.Attempts[0].Failure);
        Assert.InRange(result.Attempts[0].Duration, TimeSpan.FromSeconds(0.9), FarTooLong);
    }

    [Fact]
    public async Task FetchAsync_EveryAttemptTimesOut_IsTimeout()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Stall(), Answer.Stall());

        var result = await host.FetchAsync(server.Url, options => options.AttemptTimeout = Short);

        Expect.Failed(Reason.Timeout, null, 2, result, server);
    }

    [Fact]
    public async Task FetchAsync_ShortestAttemptTimeout_IsTimeout()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer { Rest = Answer.Stall() };

        var result = await host.FetchAsync(server.Url, options => options.AttemptTimeout = TimeSpan.FromMilliseconds(10));

        Assert.Equal(Reason.Timeout, result.Reason);
        Assert.DoesNotContain(host.Log.Entries, entry => entry.Name is "CallBroke");
    }

    [Fact]
    public async Task FetchAsync_SourceTimeoutInTheSecondAttempt_IsTimeout()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(500), Answer.Stall());

        var result = await host.FetchAsync(server.Url, options => options.Timeout = TimeSpan.FromSeconds(1.5));

        Expect.Failed(Reason.Timeout, null, 2, result, server);
        Assert.Equal([Reason.BadStatus, Reason.Timeout], result.Attempts.Select(attempt => attempt.Failure));
    }

    private static Action<Core.Configuration.SourceOptions> WithoutBreaker(int attempts) => options =>
    {
        options.Attempts = attempts;
        options.CircuitBreaker.Enabled = false;
    };
}
