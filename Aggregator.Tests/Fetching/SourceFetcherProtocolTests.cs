using System.Net;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>What is not HTTP, or only nearly.</summary>
public sealed class SourceFetcherProtocolTests
{
    public static TheoryData<string> NotHttp { get; } = new()
    {
        new TheoryDataRow<string>("SSH-2.0-OpenSSH_9.9\r\n\r\n") { TestDisplayName = "Another protocol" },
        new TheoryDataRow<string>("\0\u0001\u0002\r\n\r\n\r\n") { TestDisplayName = "Garbage" },
        new TheoryDataRow<string>("<html>\nHTTP/0.9 answers without a head\n</html>") { TestDisplayName = "HTTP/0.9" },
        new TheoryDataRow<string>("HTTP/1.1 2x0 OK\r\n\r\n1") { TestDisplayName = "Status with a letter" },
        new TheoryDataRow<string>("HTTP/1.1 200 OK\r\nno colon\r\n\r\n1") { TestDisplayName = "Header without colon" },
        new TheoryDataRow<string>("HTTP/1.1 200 OK\r\nContent Type: x\r\n\r\n1") { TestDisplayName = "Header name with a space" },
        new TheoryDataRow<string>(Answer.Head(200, $"X: {new string('x', 33_000)}") + "1") { TestDisplayName = "Header of 33 KB" },
        new TheoryDataRow<string>(Answer.Head(200, [.. Enumerable.Range(0, 5000).Select(i => $"X-{i}: 12345678")]) + "1") { TestDisplayName = "5000 headers" },
    };

    public static TheoryData<string> NotHttpAfterTheStatus { get; } = new()
    {
        new TheoryDataRow<string>(Answer.Head(200, "Transfer-Encoding: chunked") + "xyz\r\n1\r\n0\r\n\r\n") { TestDisplayName = "Chunk size is no number" },
        new TheoryDataRow<string>(Answer.Head(200, "Transfer-Encoding: chunked") + "-1\r\n1\r\n0\r\n\r\n") { TestDisplayName = "Chunk size is negative" },
        new TheoryDataRow<string>(Answer.Head(200, "Transfer-Encoding: chunked") + "FFFFFFFFFFFFFFFFF\r\n1") { TestDisplayName = "Chunk size overflows" },
        new TheoryDataRow<string>(Answer.Head(200, "Transfer-Encoding: chunked") + "1\r\n12\r\n0\r\n\r\n") { TestDisplayName = "Chunk longer than its size" },
        new TheoryDataRow<string>(Answer.Head(200, "Content-Length: 1", "Content-Length: 2") + "12") { TestDisplayName = "Two lengths" },
        new TheoryDataRow<string>(Answer.Head(200, "Content-Length: x") + "1") { TestDisplayName = "Length is no number" },
        new TheoryDataRow<string>(Answer.Head(200, "Content-Length: -1") + "1") { TestDisplayName = "Length is negative" },
        new TheoryDataRow<string>(Answer.Head(999) + "1") { TestDisplayName = "Status 999" },
        new TheoryDataRow<string>(Answer.Head(999, "Content-Length: 1") + "1") { TestDisplayName = "Status 999 with a length" },
        new TheoryDataRow<string>(Answer.Head(200, "Transfer-Encoding: chunked", "Content-Length: 1") + "1\r\n1\r\n0\r\n\r\n") { TestDisplayName = "Chunks and a length" },
        new TheoryDataRow<string>(Answer.Head(200, "Content-Length: 1", "Content-Length: 1") + "1") { TestDisplayName = "The same length twice" },
        new TheoryDataRow<string>(Answer.Head(200, "Transfer-Encoding: chunked") + "1\r\n1\r\n0\r\n" + $"X: {new string('x', 40_000)}\r\n\r\n") { TestDisplayName = "Trailer of 40 KB" },
        new TheoryDataRow<string>(Answer.Head(200, "Transfer-Encoding: chunked") + $"1;x={new string('x', 40_000)}\r\n1\r\n0\r\n\r\n") { TestDisplayName = "Chunk extension of 40 KB" },
        new TheoryDataRow<string>(Answer.Head(101, "Connection: Upgrade", "Upgrade: websocket") + "1") { TestDisplayName = "101" },
    };

    [Theory]
    [MemberData(nameof(NotHttp))]
    public async Task FetchAsync_NotHttp_IsProtocolErrorAndTheConnectionIsNotUsedAgain(string bytes)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(connection => connection.SendAsync(bytes), Answer.Json("1"));

        Expect.Failed(Reason.ProtocolError, null, 1, await host.FetchAsync(server.Url), server);

        Assert.True((await host.FetchAsync(server.Url)).IsOk);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [MemberData(nameof(NotHttpAfterTheStatus))]
    public async Task FetchAsync_NotHttpAfterTheStatus_IsProtocolErrorAndTheConnectionIsNotUsedAgain(string bytes)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(connection => connection.SendAsync(bytes), Answer.Json("1"));

        var result = await host.FetchAsync(server.Url, options => options.Timeout = TimeSpan.FromSeconds(1));
        Assert.Equal(Reason.ProtocolError, result.Reason);
        Assert.Single(result.Attempts);
        Assert.Single(server.Requests);

        Assert.True((await host.FetchAsync(server.Url)).IsOk);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task FetchAsync_AnotherCallWaitsForTheConnectionOfABadAnswer_TakesOneOfItsOwnWithinItsAttempt()
    {
        var (hasAsked, mayAnswer, isLookedUp) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        using var second = new ManualResetEventSlim();
        await using var server = new RawServer(
            async connection =>
            {
                hasAsked.SetResult();
                await mayAnswer.Task;
                await connection.SendAsync(Answer.Head(200, "Transfer-Encoding: chunked", "Content-Length: 1") + "1\r\n1\r\n0\r\n\r\n");
            },
            Answer.Json("2"));
        var lookUps = 0;
        await using var host = FetcherHost.WithNames(_ =>
        {
            if (Interlocked.Increment(ref lookUps) > 1)
            {
                isLookedUp.TrySetResult();
                second.Wait();
            }

            return [IPAddress.Loopback];
        });
        var url = new Uri($"http://api.test:{server.Port}/");
        var bad = host.FetchAsync(url);
        await hasAsked.Task;
        var good = host.FetchAsync(url);
        await isLookedUp.Task;

        mayAnswer.SetResult();
        Assert.Equal(Reason.ProtocolError, (await bad).Reason);
        second.Set();

        var result = await good;
        Assert.Equal("2", result.Value?.GetRawText());
        Assert.Single(result.Attempts);
        Assert.Equal(2, server.Requests.Count);
        Assert.InRange(server.Connections, 2, 3); // A third is one that the pool began and nobody asked on.
    }

    [Fact]
    public async Task FetchAsync_HeadersUpToTheLimit_AreTaken()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("1", $"X: {new string('x', 32_000)}"));

        Expect.Ok("1", 1, await host.FetchAsync(server.Url), server);
    }
}
