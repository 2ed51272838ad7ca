using System.Net;
using System.Net.Sockets;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching;

/// <summary>The viewer leaves, or the board's deadline comes: the one end that is an exception.</summary>
public sealed class SourceFetcherCancellationTests
{
    /// <summary>Far below the source's own timeout, 20 s, at which the server would be left as well.</summary>
    private static readonly TimeSpan Quickly = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Encoding: gzip\r\n\r\n\u001f")]
    public async Task FetchAsync_CallerCancels_ThrowsForItsTokenAndTheServerIsLeft(string bytes)
    {
        var (arrived, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var caller = new CancellationTokenSource();
        await using var host = new FetcherHost();
        await using var server = new RawServer(async connection =>
        {
            await connection.SendAsync(bytes);
            arrived.SetResult();
            await connection.UntilClosedAsync();
            left.SetResult();
        });
        var call = host.FetchAsync(FetcherHost.Source(server.Url), cancellationToken: caller.Token);
        await arrived.Task;

        await caller.CancelAsync();

        await AssertCancelledAsync(call, caller.Token);
        await left.Task.WaitAsync(Quickly, TestContext.Current.CancellationToken);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task FetchAsync_DeadlineComes_ThrowsForItsTokenAndTheServerIsLeft()
    {
        var left = new TaskCompletionSource();
        using var deadline = new CancellationTokenSource(Deadline);
        await using var host = new FetcherHost();
        await using var server = new RawServer(async connection =>
        {
            await connection.UntilClosedAsync();
            left.SetResult();
        });

        var call = host.FetchAsync(FetcherHost.Source(server.Url), Deadline, deadline.Token);

        await AssertCancelledAsync(call, deadline.Token);
        await left.Task.WaitAsync(Quickly, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task FetchAsync_CancelledBefore_CallsNobody()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer();

        await AssertCancelledAsync(host.FetchAsync(FetcherHost.Source(server.Url), cancellationToken: new CancellationToken(canceled: true)), new(canceled: true));

        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task FetchAsync_CallerCancelsWhileItWaitsToRetry_CallsNobodyAnyMore()
    {
        using var caller = new CancellationTokenSource();
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Status(503, "", "Retry-After: 15"));
        var call = new SourceCall(FetcherHost.Source(server.Url), TimeProvider.System, TimeProvider.System.GetTimestamp(), TimeSpan.FromSeconds(30));
        var fetching = host.FetchAsync(call, caller.Token);
        await Eventually.IsSoAsync(() => call.ToFailure(Reason.Deadline) is { Attempts: [{ Failure: Reason.Throttled }] }, "No attempt was turned away.");

        await caller.CancelAsync();

        await AssertCancelledAsync(fetching, caller.Token);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task FetchAsync_CallerCancelsWhileItConnects_Throws()
    {
        using var full = await FullBacklog.CreateAsync();
        Assert.SkipUnless(full.IsFull, FullBacklog.WhyNot);
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await using var host = new FetcherHost();

        await AssertCancelledAsync(host.FetchAsync(FetcherHost.Source(full.Url), cancellationToken: caller.Token), caller.Token);
    }

    [Fact]
    public async Task FetchAsync_CallerCancelsInTheTlsHandshake_TheServerIsLeft()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var caller = new CancellationTokenSource();
        await using var host = new FetcherHost();
        var call = host.FetchAsync(FetcherHost.Source(new Uri($"https://{listener.LocalEndpoint}/")), cancellationToken: caller.Token);
        using var socket = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await using var stream = new NetworkStream(socket);
        Assert.NotEqual(0, await stream.ReadAsync(new byte[4096], TestContext.Current.CancellationToken));

        await caller.CancelAsync();

        await AssertCancelledAsync(call, caller.Token);
        await new RawConnection(socket, stream, CancellationToken.None).UntilClosedAsync().WaitAsync(Quickly, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task ToFailure_CallUnderWay_TellsHowFarItCame()
    {
        using var caller = new CancellationTokenSource();
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Stall(Answer.Head(200, "Content-Length: 100") + "12345"));
        var call = new SourceCall(FetcherHost.Source(server.Url), TimeProvider.System, TimeProvider.System.GetTimestamp(), TimeSpan.FromSeconds(30));
        var fetching = host.FetchAsync(call, caller.Token);
        await Eventually.IsSoAsync(() => call.ToFailure(Reason.Deadline).Bytes == 5, "The bytes have not come.");

        var result = call.ToFailure(Reason.Deadline);
        await caller.CancelAsync();

        Expect.Failed(Reason.Deadline, 200, 1, result, server);
        Assert.Equal(Reason.Deadline, result.Attempts[0].Failure);
        await AssertCancelledAsync(fetching, caller.Token);
    }

    private static async Task AssertCancelledAsync(Task<SourceResult> call, CancellationToken token)
    {
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Quickly, TestContext.Current.CancellationToken));
        Assert.Equal(token, exception.CancellationToken);
    }
}
