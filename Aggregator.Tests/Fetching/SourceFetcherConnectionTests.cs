using System.Net;
using System.Net.Sockets;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>No connection, and connections that break.</summary>
public sealed class SourceFetcherConnectionTests
{
    public static TheoryData<string> BrokenBodies { get; } = new()
    {
        new TheoryDataRow<string>(Answer.Head(200, "Content-Length: 10") + "1") { TestDisplayName = "Content-Length not reached" },
        new TheoryDataRow<string>(Answer.Head(200, "Transfer-Encoding: chunked") + "1\r\n1\r\n") { TestDisplayName = "Last chunk missing" },
        new TheoryDataRow<string>(Answer.Head(200, "Transfer-Encoding: chunked") + "5\r\n1") { TestDisplayName = "Chunk cut" },
    };

    [Fact]
    public async Task FetchAsync_NobodyListens_IsUnreachableAfterOneRetry()
    {
        await using var host = new FetcherHost();

        var result = await host.FetchAsync(await NobodysUrlAsync());

        Expect.Failed(Reason.Unreachable, null, 2, result);
        Assert.All(result.Attempts, attempt => Assert.Equal(Reason.Unreachable, attempt.Failure));
        Assert.True(result.Duration < TimeSpan.FromSeconds(10), $"{result.Duration}");
    }

    [Fact]
    public async Task FetchAsync_HostSwallowsTheConnection_IsConnectTimeoutWithoutRetry()
    {
        using var full = await FullBacklog.CreateAsync();
        Assert.SkipUnless(full.IsFull, FullBacklog.WhyNot);
        await using var host = new FetcherHost();

        var result = await host.FetchAsync(full.Url, options => options.ConnectTimeout = TimeSpan.FromMilliseconds(300));

        Expect.Failed(Reason.ConnectTimeout, null, 1, result);
        Assert.InRange(result.Duration, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task FetchAsync_TimeoutIsTheConnectTimeout_IsOneOfBoth()
    {
        using var full = await FullBacklog.CreateAsync();
        Assert.SkipUnless(full.IsFull, FullBacklog.WhyNot);
        await using var host = new FetcherHost();

        var result = await host.FetchAsync(full.Url, options => options.Timeout = TimeSpan.FromMilliseconds(300));

        Assert.Contains(result.Reason, (Reason?[])[Reason.Timeout, Reason.ConnectTimeout]);
        Assert.True(result.Duration < TimeSpan.FromSeconds(10), $"{result.Duration}");
    }

    [Fact]
    public async Task FetchAsync_NameDoesNotExist_IsDnsFailed()
    {
        await using var host = new FetcherHost();

        var result = await host.FetchAsync(new Uri("http://no-such-host.invalid/"));

        Expect.Failed(Reason.DnsFailed, null, 1, result);
        Assert.DoesNotContain(host.Log.Entries, entry => entry.Text.Contains("invalid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FetchAsync_SelfSignedCertificate_IsTlsFailed()
    {
        using var certificate = Certificates.SelfSigned();
        await using var host = new FetcherHost();
        await using var server = new RawServer { Certificate = certificate };

        var result = await host.FetchAsync(server.Url);

        Expect.Failed(Reason.TlsFailed, null, 1, result);
        Assert.Empty(server.Requests);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task FetchAsync_ServerWithoutTls_IsTlsFailedAndNeverPlainHttp()
    {
        var seen = new TaskCompletionSource<byte>();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ReadOneByteAsync(listener, seen);
        await using var host = new FetcherHost();

        var result = await host.FetchAsync(new Uri($"https://{listener.LocalEndpoint}/"), options => options.Attempts = 1);

        await serving;
        const byte TlsHandshake = 22;
        Assert.Equal(TlsHandshake, await seen.Task);
        Expect.Failed(Reason.TlsFailed, null, 1, result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 20")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    public async Task FetchAsync_ClosedBeforeTheAnswer_IsRetriedOnceAndNotByTheFramework(string bytes)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Raw(bytes), Answer.Raw(bytes)) { Rest = Answer.Raw(bytes) };

        Expect.Failed(Reason.Reset, null, 2, await host.FetchAsync(server.Url), server);
    }

    [Fact]
    public async Task FetchAsync_IdleConnectionWasClosed_TakesANewOneWithinTheAttempt()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("1"), Answer.Raw(""), Answer.Json("2"));
        await host.FetchAsync(server.Url);

        var result = await host.FetchAsync(server.Url, options => options.Attempts = 1);

        Assert.Equal("2", result.Value?.GetRawText());
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task FetchAsync_ResetBeforeTheAnswer_IsRetriedOnce()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Reset(), Answer.Reset());

        Expect.Failed(Reason.Reset, null, 2, await host.FetchAsync(server.Url), server);
    }

    [Fact]
    public async Task FetchAsync_ResetInTheBody_IsRetriedOnce()
    {
        var cut = Answer.Reset(Answer.Head(200, "Content-Length: 10") + "1");
        await using var host = new FetcherHost();
        await using var server = new RawServer(cut, cut);

        Expect.Failed(Reason.Reset, 200, 2, await host.FetchAsync(server.Url), server);
    }

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task FetchAsync_BodyEndsEarly_IsTruncated(string bytes)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Raw(bytes), Answer.Raw(bytes));

        Expect.Failed(Reason.Truncated, 200, 2, await host.FetchAsync(server.Url), server);
    }

    private static async Task<Uri> NobodysUrlAsync()
    {
        await using var server = new RawServer();
        return server.Url;
    }

    private static async Task ReadOneByteAsync(TcpListener listener, TaskCompletionSource<byte> seen)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[1024];
        Assert.NotEqual(0, await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken));
        seen.SetResult(buffer[0]);
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
    }
}
