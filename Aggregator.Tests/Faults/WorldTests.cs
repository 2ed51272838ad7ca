using System.Net;
using System.Text.Json;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Faults;

/// <summary>It is not the API that fails but the world around the application: its clock, its disk, its network, its time to live.</summary>
public sealed class WorldTests
{
    private const string Output = "output";
    private static readonly string[] Shell = ["sh"];

    [Fact]
    public async Task Get_LogsDiskIsFull_KeepsServingAndStopsInOrder()
    {
        RequireLinux();
        await using var server = await FaultServer.StartAsync();
        using var web = await PreparedProcess.StartAsync(
            Shell, "", "/dev/full", Source("ok", new Uri(server.Http.Url, "ok")), Source("bad", new Uri(server.Http.Url, "forbidden")));

        for (var i = 0; i < 20; i++)
        {
            using var page = await web.GetAsync("/");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Equal("partial", (await web.GetBoardAsync()).GetProperty("status").GetString());
        }

        await web.SignalAsync();
        Assert.Equal(0, await web.ExitCodeAsync());
    }

    [Fact]
    public async Task Get_ToldToStopWithCallsInFlight_AnswersThemAndEndsWithZero()
    {
        RequireLinux();
        PreparedProcess? web = null;
        await using var server = new RawServer(async connection =>
        {
            await web!.SignalAsync();
            await web.UntilAsync(Output, "Application is shutting down");
            await Answer.Json("1")(connection);
        });
        using (web = await PreparedProcess.StartAsync(Shell, "", Output, Source("slow", server.Url), ("Aggregator__Sources__slow__Timeout", "00:00:10")))
        {
            var run = await web.GetBoardAsync();

            Assert.Equal("complete", run.GetProperty("status").GetString());
            Assert.Equal(0, await web.ExitCodeAsync());
        }
    }

    [Fact]
    public async Task Get_ToldToStopWithADrainDelay_IsNotReadyAndStillServes()
    {
        RequireLinux();
        await using var server = new RawServer { Rest = Answer.Json("1") };
        using var web = await PreparedProcess.StartAsync(Shell, "", Output, Source("quick", server.Url), ("Aggregator__Hosting__DrainDelay", "00:00:04"));

        await web.SignalAsync();
        await web.UntilAsync(Output, "Application is shutting down");

        using var ready = await web.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("complete", (await web.GetBoardAsync()).GetProperty("status").GetString());
        Assert.Equal(0, await web.ExitCodeAsync());
    }

    [Theory]
    [InlineData("+3600s", 1)]
    [InlineData("-3600s", -1)]
    public async Task Get_ClockJumpsAnHour_TimesTimeoutsAndBreakersStay(string jump, int hours)
    {
        RequireLinux();
        var library = Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true }).FirstOrDefault();
        RealPart.Require(library is not null, "There is no libfaketime (Debian: apt-get install faketime).");
        PreparedProcess? web = null;
        var jumped = new TaskCompletionSource();
        await using var hanging = new RawServer(Answer.Stall(), async connection =>
        {
            await web!.ReplaceAsync("clock", jump);
            jumped.SetResult();
            await Answer.Stall()(connection);
        })
        { Rest = Answer.Stall() };
        await using var broken = new RawServer(Answer.Status(500), Answer.Status(500));
        using (web = await PreparedProcess.StartAsync(
            Shell,
            $"""
            echo +0 >clock
            export FAKETIME_TIMESTAMP_FILE=clock FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 LD_PRELOAD='{library}'
            """,
            Output,
            Source("hanging", hanging.Url),
            ("Aggregator__Sources__hanging__Timeout", "00:00:00.5"),
            Source("broken", broken.Url),
            ("Aggregator__Sources__broken__CircuitBreaker__MinimumThroughput", "2"),
            ("Aggregator__Sources__broken__CircuitBreaker__BreakDuration", "00:10:00"),
            ("Aggregator__Sources__broken__CircuitBreaker__MaxBreakDuration", "00:10:00")))
        {
            var before = await web.GetBoardAsync();
            JsonElement during;
            do
            {
                // On a busy machine a call may use up its time before it has reached the server.
                during = await web.GetBoardAsync();
            }
            while (!jumped.Task.IsCompleted);

            var after = await web.GetBoardAsync();

            Assert.Equal(["bad-status", "circuit-open", "circuit-open"], new[] { before, during, after }.Select(run => Reasons(run)["broken"]));
            Assert.All([before, during, after], run => Assert.Equal("timeout", Reasons(run)["hanging"]));
            Assert.All([before, during, after], run => Assert.InRange(run.GetProperty("elapsedMs").GetDouble(), 450, 10_000));
            Assert.Equal(hours, Math.Round((StartOf(after) - StartOf(before)).TotalHours));
        }
    }

    [Fact]
    public async Task Get_NetworkLeadsNowhere_EachCardSaysHow()
    {
        RequireLinux();
        RealPart.Require(
            Environment.IsPrivilegedProcess && (File.Exists("/usr/sbin/ip") || File.Exists("/sbin/ip")),
            "Networks are made by root, with ip (Debian: apt-get install iproute2).");
        using var web = await PreparedProcess.StartAsync(
            ["unshare", "-n", "sh"],
            """
            ip link set lo up
            ip link add v0 type veth peer name v1
            ip addr add 198.51.100.1/24 dev v0
            ip link set v0 up
            ip link set v1 up
            ip neigh add 198.51.100.9 lladdr 02:00:00:00:00:99 dev v0
            ip route add prohibit 203.0.113.1
            ip route add unreachable 203.0.113.2
            ip route add blackhole 203.0.113.3
            """,
            Output,
            Source("swallowed", new Uri("http://198.51.100.9/")),
            ("Aggregator__Sources__swallowed__ConnectTimeout", "00:00:00.5"),
            Source("prohibited", new Uri("http://203.0.113.1/")),
            Source("unreachable", new Uri("http://203.0.113.2/")),
            Source("blackhole", new Uri("http://203.0.113.3/")),
            Source("unrouted", new Uri("http://203.0.113.4/")));

        var run = await web.GetBoardAsync();

        var expected = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["swallowed"] = "connect-timeout",
            ["prohibited"] = "unreachable",
            ["unreachable"] = "unreachable",
            ["blackhole"] = "unreachable",
            ["unrouted"] = "unreachable",
        };
        Assert.Equal(expected, Reasons(run));
    }

    private static void RequireLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux alone has what this test prepares.");

    private static (string Key, string Value) Source(string name, Uri url) => ($"Aggregator__Sources__{name}__Url", url.OriginalString);

    private static DateTimeOffset StartOf(JsonElement run) => run.GetProperty("startedAt").GetDateTimeOffset();

    private static Dictionary<string, string?> Reasons(JsonElement run) =>
        run.GetProperty("sources").EnumerateArray().ToDictionary(
            source => source.GetProperty("name").GetString()!, source => source.GetProperty("reason").GetString(), StringComparer.Ordinal);
}
