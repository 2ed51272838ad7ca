using System.Collections.Concurrent;
using System.Net;
using Aggregator.Core.Fetching;
using Aggregator.Core.Fetching.Connecting;

namespace Aggregator.Tests.Fetching.Connecting;

/// <summary>The look-up of the system blocks; those who wait for it do not.</summary>
public sealed class HostResolverTests
{
    private const int Callers = 200;
    private static readonly IPAddress[] Somewhere = [IPAddress.Parse("192.0.2.1")];

    [Fact]
    public async Task ResolveAsync_ManyAskForAHungHost_LeaveAtTheirTokensAfterOneLookUpOnNoPoolThread()
    {
        using var hung = new ManualResetEventSlim();
        var onPoolThread = new ConcurrentQueue<bool>();
        var resolver = new HostResolver(_ =>
        {
            onPoolThread.Enqueue(Thread.CurrentThread.IsThreadPoolThread);
            hung.Wait();
            return Somewhere;
        });
        using var leave = new CancellationTokenSource();
        var callers = Enumerable.Range(0, Callers).Select(_ => resolver.ResolveAsync("dead.test", leave.Token)).ToList();
        var stays = resolver.ResolveAsync("DEAD.test", TestContext.Current.CancellationToken);

        await leave.CancelAsync();

        foreach (var caller in callers)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        }

        Assert.False(stays.IsCompleted);
        hung.Set();
        Assert.Equal(Somewhere, await stays);
        Assert.Equal([false], onPoolThread);
    }

    [Fact]
    public async Task ResolveAsync_ManyHostsHang_AnotherIsFound()
    {
        using var hung = new ManualResetEventSlim();
        var resolver = new HostResolver(host =>
        {
            if (host.StartsWith("dead", StringComparison.Ordinal))
            {
                hung.Wait();
            }

            return Somewhere;
        });
        var dead = Enumerable.Range(0, 50).Select(i => resolver.ResolveAsync($"dead-{i}.test", TestContext.Current.CancellationToken)).ToList();

        Assert.Equal(Somewhere, await resolver.ResolveAsync("well.test", TestContext.Current.CancellationToken));

        Assert.DoesNotContain(dead, lookUp => lookUp.IsCompleted);
        hung.Set();
        await Task.WhenAll(dead);
    }

    [Fact]
    public async Task ResolveAsync_LookUpHasEnded_TheNextOneAsksAgain()
    {
        var answers = new Queue<IPAddress[]>([Somewhere, [IPAddress.Parse("192.0.2.2")]]);
        var resolver = new HostResolver(_ => answers.Dequeue());

        Assert.Equal("192.0.2.1", Assert.Single(await resolver.ResolveAsync("a.test", TestContext.Current.CancellationToken)).ToString());
        Assert.Equal("192.0.2.2", Assert.Single(await resolver.ResolveAsync("a.test", TestContext.Current.CancellationToken)).ToString());
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("[::1]", "::1")]
    public async Task ResolveAsync_Address_IsNotLookedUp(string host, string address)
    {
        var resolver = new HostResolver(_ => throw new InvalidOperationException("Nobody planned for this look-up."));

        Assert.Equal(address, Assert.Single(await resolver.ResolveAsync(host, TestContext.Current.CancellationToken)).ToString());
    }

    [Fact]
    public async Task ResolveAsync_NoAddress_IsDnsFailed() => await AssertFailsAsync(_ => []);

    [Fact]
    public async Task ResolveAsync_LookUpThrows_IsDnsFailed() => await AssertFailsAsync(_ => throw new FormatException("The host has too long a name."));

    private static async Task AssertFailsAsync(Func<string, IPAddress[]> lookUp)
    {
        var failure = await Assert.ThrowsAsync<ConnectException>(() => new HostResolver(lookUp).ResolveAsync("a.test", TestContext.Current.CancellationToken));
        Assert.Equal(Reason.DnsFailed, failure.Reason);
    }
}
