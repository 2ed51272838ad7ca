using System.Net;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Fetching;

/// <summary>From a source's host to the address that is called.</summary>
public sealed class SourceFetcherNameTests
{
    private const int Callers = 200;

    /// <summary>Long enough for any machine, and much shorter than 200 blocked threads of the pool would take.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task FetchAsync_LookUpHangsForManyCallers_AllEndInTimeAndTheThreadPoolAnswers()
    {
        using var hung = new ManualResetEventSlim();
        var lookUps = 0;
        var time = new FakeTime();
        await using var host = FetcherHost.WithNames(
            _ =>
            {
                Interlocked.Increment(ref lookUps);
                hung.Wait();
                return [IPAddress.Loopback];
            },
            time);
        await using var server = new RawServer { Rest = Answer.Json("1") };
        var source = FetcherHost.Source(new Uri("http://dead.test/"), options =>
        {
            options.Timeout = TimeSpan.FromSeconds(1);
            options.CircuitBreaker.Enabled = false;
        });

        var dead = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => host.FetchAsync(source)));
        Assert.True((await host.FetchAsync(server.Url).WaitAsync(Soon, TestContext.Current.CancellationToken)).IsOk);
        Assert.False(dead.IsCompleted);
        time.Advance(source.Timeout);
        var results = await dead.WaitAsync(Soon, TestContext.Current.CancellationToken);

        Assert.All(results, result => Assert.Contains(result.Reason, (Reason?[])[Reason.Timeout, Reason.DnsFailed]));
        Assert.Equal(1, Volatile.Read(ref lookUps));
        hung.Set();
    }

    [Fact]
    public async Task FetchAsync_LookUpTakesTheConnectTimeout_IsDnsFailedWithoutRetry()
    {
        using var hung = new ManualResetEventSlim();
        await using var host = FetcherHost.WithNames(_ =>
        {
            hung.Wait();
            return [];
        });

        var result = await host.FetchAsync(new Uri("http://dead.test/"), options => options.ConnectTimeout = TimeSpan.FromMilliseconds(100));

        Expect.Failed(Reason.DnsFailed, null, 1, result);
        hung.Set();
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("0.0.0.0")]
    public async Task FetchAsync_NameLeadsToABlockedAddress_IsBlockedAddressWithAWarning(string address)
    {
        await using var host = FetcherHost.WithNames(_ => [IPAddress.Parse(address)]);

        var result = await host.FetchAsync(new Uri("http://rebound.test/"));

        Expect.Failed(Reason.BlockedAddress, null, 1, result);
        var warning = Assert.Single(host.Log.Entries, entry => entry.Name is "AddressBlocked");
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Equal("api-a", warning.Values["Source"]);
        Assert.Equal(address, warning.Values["Address"]?.ToString());
        Assert.DoesNotContain(host.Log.Entries, entry => entry.Text.Contains("rebound", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FetchAsync_NameIsReboundAfterTheCheck_ConnectsToTheAddressThatWasChecked()
    {
        await using var server = new RawServer(Answer.Json("1"));
        var answers = new Queue<IPAddress>([IPAddress.Loopback, IPAddress.Parse("169.254.169.254")]);
        await using var host = FetcherHost.WithNames(_ => [answers.Dequeue()]);

        var result = await host.FetchAsync(new Uri($"http://rebound.test:{server.Port}/"));

        Expect.Ok("1", 1, result, server);
        Assert.Single(answers);
        Assert.Contains($"Host: rebound.test:{server.Port}\r\n", server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_NameLeadsToABlockedAddressAndAnother_CallsTheOther()
    {
        await using var server = new RawServer(Answer.Json("1"));
        await using var host = FetcherHost.WithNames(_ => [IPAddress.Parse("fe80::1"), IPAddress.Loopback]);

        Expect.Ok("1", 1, await host.FetchAsync(new Uri($"http://machine.test:{server.Port}/")), server);
        Assert.DoesNotContain(host.Log.Entries, entry => entry.Name is "AddressBlocked");
    }

    [Fact]
    public async Task FetchAsync_Localhost_IsLookedUpByTheSystem()
    {
        await using var server = new RawServer(Answer.Json("1"));
        await using var host = new FetcherHost();

        Expect.Ok("1", 1, await host.FetchAsync(new Uri($"http://localhost:{server.Port}/")), server);
    }

    [Fact]
    public async Task FetchAsync_ProxySwallowsTheConnection_IsConnectTimeoutAfterThreeSeconds()
    {
        using var full = await FullBacklog.CreateAsync();
        await using var host = new FetcherHost();

        var result = await host.FetchAsync(new Uri("https://api.test/"), source => source.Proxy = full.Url.OriginalString);

        Expect.Failed(Reason.ConnectTimeout, null, 1, result);
        Assert.InRange(result.Duration, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(15));
    }

    [Theory]
    [InlineData("http://api.test/")]
    [InlineData("https://api.test/")]
    public async Task FetchAsync_ProxyHasABlockedAddress_IsBlockedAddress(string url)
    {
        await using var host = new FetcherHost();

        Expect.Failed(Reason.BlockedAddress, null, 1, await host.FetchAsync(new Uri(url), source => source.Proxy = "http://169.254.1.1:3128"));
        Assert.Single(host.Log.Entries, entry => entry.Name is "AddressBlocked");
    }

    [Theory]
    [InlineData("http://api.test/")]
    [InlineData("https://api.test/")]
    public async Task FetchAsync_ProxyHasNoAddress_IsDnsFailed(string url)
    {
        await using var host = new FetcherHost();

        Expect.Failed(Reason.DnsFailed, null, 1, await host.FetchAsync(new Uri(url), source => source.Proxy = "http://proxy.invalid:3128"));
    }
}
