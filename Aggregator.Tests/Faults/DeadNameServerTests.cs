using System.Globalization;
using System.Net;
using System.Text.Json;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Faults;

/// <summary>The name server swallows every question, and two hundred viewers come at once. AGGREGATOR_WAVES says how often.</summary>
[Collection<Alone>]
public sealed class DeadNameServerTests
{
    private const int Viewers = 200;
    private const int Dead = 6;

    /// <summary>A look-up that blocks the pool's threads lets health wait for the name server: ten seconds, again and again.</summary>
    private static readonly TimeSpan FarTooLong = TimeSpan.FromSeconds(5);

    private static int Waves => int.TryParse(Environment.GetEnvironmentVariable("AGGREGATOR_WAVES"), CultureInfo.InvariantCulture, out var count) ? count : 2;

    [Fact]
    public async Task Get_TwoHundredViewersAtOnce_AreAnsweredInTimeAndHealthMeanwhile()
    {
        RealPart.Require(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && (File.Exists("/usr/sbin/ip") || File.Exists("/sbin/ip")),
            "Networks are made on Linux by root, with ip (Debian: apt-get install iproute2).");
        using var web = await PreparedProcess.StartAsync(
            ["unshare", "-n", "-m", "sh"],
            """
            ip link set lo up
            ip link add v0 type veth peer name v1
            ip addr add 198.51.100.1/24 dev v0
            ip link set v0 up
            ip link set v1 up
            ip neigh add 198.51.100.9 lladdr 02:00:00:00:00:99 dev v0
            echo nameserver 198.51.100.9 >resolv.conf
            mount --bind resolv.conf /etc/resolv.conf
            listen='http://127.0.0.1:5080;'
            """,
            "output",
            [("Aggregator__Demo__Enabled", "true"), .. Sources()]);

        // Compiling is what the first viewer after a start waits for, and not what a dead name server costs; nothing is looked up for it.
        using var first = await web.GetAsync("/api/boards/healthy");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        for (var wave = 0; wave < Waves; wave++)
        {
            var runs = Task.WhenAll(Enumerable.Range(0, Viewers).Select(_ => web.GetBoardAsync()));
            var health = await HealthUntilAsync(web, runs);
            Assert.All(await runs, AssertInTime);
            Assert.InRange(health.Max(), 0, FarTooLong.TotalMilliseconds);
            var elapsed = (await runs).Select(run => run.GetProperty("elapsedMs").GetDouble()).ToList();
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"Wave {wave + 1}: runs {elapsed.Min():0} to {elapsed.Max():0} ms; {health.Count} times /livez, {health.Order().ElementAt(health.Count / 2):0.0} to {health.Max():0.0} ms");
        }
    }

    /// <summary>One healthy, half of the rest with calls shared, half with a call for each viewer; without a breaker, so that every wave looks them up.</summary>
    private static IEnumerable<(string Key, string Value)> Sources()
    {
        yield return ("Aggregator__Sources__healthy__Url", "http://127.0.0.1:5080/demo/random");
        yield return ("Aggregator__Boards__healthy__Sources__0", "healthy");
        yield return ("Aggregator__Boards__default__Sources__0", "healthy");
        for (var i = 0; i < Dead; i++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"Aggregator__Sources__dead{i}__");
            yield return (string.Create(CultureInfo.InvariantCulture, $"Aggregator__Boards__default__Sources__{i + 1}"), $"dead{i}");
            yield return ($"{key}Url", $"http://dead{i}.example.com/");
            yield return ($"{key}ConnectTimeout", "00:00:01");
            yield return ($"{key}Coalesce", i % 2 == 0 ? "true" : "false");
            yield return ($"{key}CircuitBreaker__Enabled", "false");
        }
    }

    private static async Task<List<double>> HealthUntilAsync(PreparedProcess web, Task end)
    {
        var times = new List<double>();
        while (!end.IsCompleted)
        {
            var asked = TimeProvider.System.GetTimestamp();
            using var live = await web.GetAsync("/livez");
            times.Add(TimeProvider.System.GetElapsedTime(asked).TotalMilliseconds);
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            await Task.WhenAny(end, Task.Delay(10));
        }

        return times;
    }

    private static void AssertInTime(JsonElement run)
    {
        Assert.InRange(run.GetProperty("elapsedMs").GetDouble(), 0, 10_500);
        var reasons = run.GetProperty("sources").EnumerateArray()
            .ToDictionary(source => source.GetProperty("name").GetString()!, source => source.GetProperty("reason").GetString());
        Assert.True(reasons.Remove("healthy", out var healthy));
        Assert.Null(healthy);
        Assert.Equal(Dead, reasons.Count);
        Assert.All(reasons.Values, reason => Assert.True(reason is "dns-failed" or "timeout", reason));
    }
}
