using System.Globalization;
using System.Text.Json;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Faults;

/// <summary>Two hundred answers that are far too much, all at once.</summary>
[Collection<Alone>]
public sealed class BombsTests
{
    private const int Viewers = 50;
    private const int MebiByte = 1024 * 1024;

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(15);
    private static readonly string[] Bombs = ["endless", "announced-gigabyte", "gzip-bomb", "deep-json"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_TwoHundredBombsAtOnce_CostLittleMemoryAndGiveItBack()
    {
        var calls = Viewers * Bombs.Length;
        var gate = new Gate { Expected = calls };
        await using var servers = new Servers(gate);
        await using var app = WebApp.Start([.. servers.Settings, ("Logging:LogLevel:Aggregator.Core", "None")]);
        using var client = app.CreateClient();

        // The first time fills pools, which stay.
        Assert.All(await RunAsync(client, Viewers), AssertRefused);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        gate.Expected += calls;
        var runs = RunAsync(client, Viewers);
        var highest = before;
        while (!runs.IsCompleted)
        {
            highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false));
            await Task.WhenAny(runs, Task.Delay(10, Cancel));
        }

        Assert.All(await runs, AssertRefused);
        Assert.Equal(gate.Expected, gate.Arrived);

        // Servers and viewers are in this process, too; what the application holds is less.
        Assert.InRange(highest - before, 0, calls * 4L * MebiByte);
        var after = await FallenToAsync(before * 6 / 5);
        Assert.InRange(after, 0, before * 6 / 5);
        TestContext.Current.TestOutputHelper?.WriteLine($"Managed memory: {before / MebiByte} MiB before, {highest / MebiByte} MiB at most, {after / MebiByte} MiB after.");
    }

    private static async Task<JsonElement[]> RunAsync(HttpClient client, int viewers) =>
        await Task.WhenAll(Enumerable.Range(0, viewers).Select(async _ =>
        {
            // A run whose every source failed is a 502, with the same body.
            using var response = await client.GetAsync("/api/boards/default", Cancel);
            return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;
        }));

    private static void AssertRefused(JsonElement run) => Assert.Equal(
        Bombs.Select(bomb => bomb is "deep-json" ? "bad-content" : "too-large"),
        run.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("reason").GetString()));

    /// <summary>The memory that is held, as soon as it is no more than this, or when it has had long enough.</summary>
    private static async Task<long> FallenToAsync(long limit)
    {
        var began = TimeProvider.System.GetTimestamp();
        long held;
        while ((held = GC.GetTotalMemory(forceFullCollection: true)) > limit && TimeProvider.System.GetElapsedTime(began) < LongEnough)
        {
            await Task.Delay(100, Cancel);
        }

        return held;
    }

    /// <summary>Nobody is answered until all have asked.</summary>
    private sealed class Gate
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>How many calls there are in all before the next are answered.</summary>
        public int Expected { get; set; }

        public int Arrived { get; private set; }

        public Task PassAsync()
        {
            lock (_lock)
            {
                var open = _open;
                if (++Arrived == Expected)
                {
                    _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    open.SetResult();
                }

                return open.Task;
            }
        }
    }

    /// <summary>A server for each bomb, and sources that each viewer calls for himself.</summary>
    private sealed class Servers(Gate gate) : IAsyncDisposable
    {
        private readonly List<RawServer> _servers =
            [.. Bombs.Select(bomb => FaultServer.Behaviours.Single(behaviour => behaviour.Name.Equals(bomb, StringComparison.Ordinal)).Plan!).Select(plan => new RawServer
            {
                Rest = async connection =>
                {
                    await gate.PassAsync().WaitAsync(connection.Stopping);
                    await plan(connection);
                },
            })];

        public IEnumerable<(string Key, string Value)> Settings =>
        [
            .. Bombs.Zip(_servers).SelectMany<(string Bomb, RawServer Server), (string, string)>((source, index) =>
            [
                ($"Aggregator:Sources:{source.Bomb}:Url", source.Server.Url.OriginalString),
                ($"Aggregator:Sources:{source.Bomb}:Timeout", "00:00:28"),
                ($"Aggregator:Sources:{source.Bomb}:ConnectTimeout", "00:00:28"),
                ($"Aggregator:Sources:{source.Bomb}:Coalesce", "false"),
                ($"Aggregator:Sources:{source.Bomb}:CircuitBreaker:Enabled", "false"),
                (string.Create(CultureInfo.InvariantCulture, $"Aggregator:Boards:default:Sources:{index}"), source.Bomb),
            ]),
            ("Aggregator:Boards:default:Deadline", "00:00:29"),
        ];

        public async ValueTask DisposeAsync()
        {
            foreach (var server in _servers)
            {
                await server.DisposeAsync();
            }
        }
    }
}
