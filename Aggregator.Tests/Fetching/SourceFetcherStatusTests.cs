using System.Globalization;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Answers whose headers already say that there is no value.</summary>
public sealed class SourceFetcherStatusTests
{
    [Theory]
    [InlineData(400, Reason.BadStatus)]
    [InlineData(401, Reason.AuthFailed)]
    [InlineData(403, Reason.AuthFailed)]
    [InlineData(404, Reason.BadStatus)]
    [InlineData(407, Reason.AuthFailed)]
    [InlineData(204, Reason.Empty)]
    [InlineData(205, Reason.Empty)]
    [InlineData(304, Reason.BadStatus)]
    public async Task FetchAsync_StatusThatWouldComeAgain_IsNotRetried(int status, Reason reason)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(status));

        Expect.Failed(reason, status, 1, await host.FetchAsync(server.Url), server);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(599)]
    public async Task FetchAsync_StatusThatMayPass_IsRetriedOnce(int status)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(status), Answer.Status(status));

        Expect.Failed(Reason.BadStatus, status, 2, await host.FetchAsync(server.Url), server);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task FetchAsync_Redirect_IsRefusedAndTheOtherHostSeesNothing(int status)
    {
        await using var host = new FetcherHost();
        await using var other = new RawServer();
        await using var server = new RawServer(Answer.Status(status, "", $"Location: {other.Url}"));

        Expect.Failed(Reason.RedirectRefused, status, 1, await host.FetchAsync(server.Url), server);
        Assert.Equal(0, other.Connections);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task FetchAsync_ThrottledTwice_IsThrottled(int status)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(status, "", "Retry-After: 0"), Answer.Status(status, "", "Retry-After: 0"));

        Expect.Failed(Reason.Throttled, status, 2, await host.FetchAsync(server.Url), server);
    }

    [Theory]
    [InlineData(429, "86400")]
    [InlineData(503, "86400")]
    [InlineData(429, "2147483647")]
    [InlineData(429, "99999999999")]
    [InlineData(503, "99999999999")]
    [InlineData(429, "Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task FetchAsync_RetryAfterDoesNotFit_IsThrottledAtOnce(int status, string retryAfter)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(status, "", $"Retry-After: {retryAfter}")) { Rest = Answer.Json("1") };

        Expect.Failed(Reason.Throttled, status, 1, await host.FetchAsync(server.Url), server);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1.5")]
    [InlineData("")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT")]
    public async Task FetchAsync_RetryAfterAsksForNoWait_IsRetried(string retryAfter)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(429, "", $"Retry-After: {retryAfter}"), Answer.Json("1"));

        var result = await host.FetchAsync(server.Url);

        Expect.Ok("1", 2, result, server);
        Assert.Equal(Reason.Throttled, result.Attempts[0].Failure);
    }

    [Fact]
    public async Task FetchAsync_RetryAfterInSeconds_WaitsThatLong()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(503, "", "Retry-After: 1"), Answer.Json("1"));

        var result = await host.FetchAsync(server.Url);

        Expect.Ok("1", 2, result, server);
        Assert.True(result.Attempts[1].Start > TimeSpan.FromSeconds(0.9), $"{result.Attempts[1].Start}");
    }

    [Fact]
    public async Task FetchAsync_RetryAfterIsADate_WaitsUntilThen()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(
            connection => Answer.Status(429, "", $"Retry-After: {InTwoSeconds()}")(connection),
            Answer.Json("1"));

        var result = await host.FetchAsync(server.Url);

        // The date has whole seconds, so one to two of them are left.
        Expect.Ok("1", 2, result, server);
        Assert.True(result.Attempts[1].Start > TimeSpan.FromSeconds(0.9), $"{result.Attempts[1].Start}");
    }

    [Fact]
    public async Task FetchAsync_ThrottledWithOneAttempt_IsThrottled()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(429, "", "Retry-After: 0"));

        Expect.Failed(Reason.Throttled, 429, 1, await host.FetchAsync(server.Url, options => options.Attempts = 1), server);
    }

    [Theory]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("application/xhtml+xml")]
    [InlineData("image/png")]
    public async Task FetchAsync_OtherContentType_IsUnexpectedContentType(string contentType)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(200, "<h1>Sign in</h1>", $"Content-Type: {contentType}"));

        Expect.Failed(Reason.UnexpectedContentType, 200, 1, await host.FetchAsync(server.Url), server);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("x-unknown")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, x-unknown")]
    public async Task FetchAsync_UnknownContentEncoding_IsBadEncoding(string encoding)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("1", $"Content-Encoding: {encoding}"));

        Expect.Failed(Reason.BadEncoding, 200, 1, await host.FetchAsync(server.Url), server);
    }

    [Fact]
    public async Task FetchAsync_RefusedAnswer_DoesNotWaitForTheBody()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Stall(Answer.Head(404, "Content-Length: 1000") + "not all of it"));

        var result = await host.FetchAsync(server.Url);

        Expect.Failed(Reason.BadStatus, 404, 1, result, server);
        Assert.True(result.Duration < TimeSpan.FromSeconds(10), $"{result.Duration}");
    }

    private static string InTwoSeconds() => TimeProvider.System.GetUtcNow().AddSeconds(2).ToString("R", CultureInfo.InvariantCulture);
}
