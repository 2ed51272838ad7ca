using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Faults;

/// <summary>Two replicas behind nginx, set up as docs/running.md says, of which now one, now the other is killed or stopped. AGGREGATOR_KILLS says how often.</summary>
[Collection<Alone>]
public sealed class ReplicasTests
{
    private const int MostAtOnce = 200;

    /// <summary>Below the ports that the system gives away, at addresses of loopback that nobody else uses.</summary>
    private const int Port = 18734;

    private static readonly TimeSpan BetweenViews = TimeSpan.FromMilliseconds(10);

    /// <summary>So slow that some view is under way at any time.</summary>
    private static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(300);

    private static readonly string[] Paths = ["/api/boards/default", "/?stream=off", "/", "/api/boards/default/events"];

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("AGGREGATOR_KILLS"), CultureInfo.InvariantCulture, out var count) ? count : 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ReplicasAreKilledAndStoppedInTurns_NothingFailsButWhatHadBegunOnTheKilledOne()
    {
        RealPart.Require(OperatingSystem.IsLinux(), "Only Linux has addresses enough on loopback.");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = new RawServer(Answer.Once(gate.Task, Answer.Json("1"))) { Rest = Answer.After(Slowness, Answer.Json("1")), KeepsRequests = false };
        var net = RandomNumberGenerator.GetInt32(1 << 16);
        (string, string)[] settings =
        [
            ("Aggregator__Sources__slow__Url", slow.Url.OriginalString),
            ("Aggregator__Sources__slow__Timeout", "00:00:10"),
            ("Aggregator__Hosting__DrainDelay", "00:00:01"),
            ("Logging__LogLevel__Default", "Error"),
            ("Logging__LogLevel__Microsoft.AspNetCore", "Error"),
            ("Logging__LogLevel__Aggregator.Core", "Error"),
        ];
        using var first = new Replica(Address(1), settings);
        using var second = new Replica(Address(2), settings);
        using var nginx = Nginx.Start(Address(3), first.Address, second.Address);
        await Task.WhenAll(first.StartAsync(Cancel), second.StartAsync(Cancel));
        using var viewers = new Viewers(Address(3));

        // nginx holds nothing back: the frame is there before the source has answered.
        using (var page = await RawClient.GetAsync(Address(3), "/", Cancel))
        {
            await page.UntilAsync("</template>", Cancel);
            gate.SetResult();
            Assert.DoesNotContain("<code>timeout</code>", await page.UntilEndAsync(Cancel), StringComparison.Ordinal);
        }

        var coming = viewers.ComeAsync();
        var kills = new List<(long Before, long After)>();
        for (var i = 0; i < Kills && !coming.IsCompleted; i++)
        {
            await Task.Delay(RandomNumberGenerator.GetInt32(200, 700), Cancel);
            var replica = i / 2 % 2 == 0 ? first : second;
            if (i % 2 == 0)
            {
                kills.Add(await replica.EndAsync("KILL", Cancel));
            }
            else
            {
                await replica.EndAsync("TERM", Cancel);
            }

            await replica.StartAsync(Cancel);
        }

        viewers.Stop();
        await coming;
        TestContext.Current.TestOutputHelper?.WriteLine(viewers.Describe(kills));
        Assert.All(viewers.Views, view => Assert.True(
            view.IsWhole || (view.HadBegun && view.WasUnderWay(kills) && view.IsWholeAgain), $"{view}\n{nginx.Errors}"));

        Uri Address(int host) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.{net >> 8}.{net & 255}.{host}:{Port}"));
    }

    /// <summary>How one view went.</summary>
    /// <param name="Path">What was asked for.</param>
    /// <param name="Began">When it was asked for.</param>
    /// <param name="Ended">When it had come, or had failed.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="IsWholeAgain">Whether it came when it was asked for again.</param>
    private sealed record View(string Path, long Began, long Ended, string Outcome, bool IsWholeAgain)
    {
        public const string Whole = "whole";
        public const string Cut = "cut";

        public bool IsWhole => Outcome is Whole;

        public bool HadBegun => Outcome is Cut;

        public bool WasUnderWay(IEnumerable<(long Before, long After)> kills) => kills.Any(kill => Began <= kill.After && Ended >= kill.Before);
    }

    /// <summary>Viewers who come at an even rate, each for another thing.</summary>
    private sealed class Viewers(Uri address) : IDisposable
    {
        private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler());
        private readonly ConcurrentQueue<View> _views = [];
        private volatile bool _isStopped;

        public IReadOnlyCollection<View> Views => _views;

        public void Stop() => _isStopped = true;

        public async Task ComeAsync()
        {
            var all = new List<Task>();
            var began = TimeProvider.System.GetTimestamp();
            for (var due = TimeSpan.Zero; !_isStopped; due += BetweenViews)
            {
                var early = due - TimeProvider.System.GetElapsedTime(began);
                await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, Cancel);
                all.RemoveAll(view => view.IsCompletedSuccessfully);
                if (all.Count < MostAtOnce)
                {
                    all.Add(ViewAsync(Paths[RandomNumberGenerator.GetInt32(Paths.Length)]));
                }
            }

            await Task.WhenAll(all);
        }

        public string Describe(List<(long Before, long After)> kills) => string.Join('\n', Paths.Select(path =>
        {
            var views = Views.Where(view => view.Path.Equals(path, StringComparison.Ordinal)).ToList();
            return $"{path}: {views.Count} views, {views.Count(view => view.WasUnderWay(kills))} under way at one of {kills.Count} KILLs, "
                + string.Join(", ", views.GroupBy(view => view.Outcome, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"));
        }));

        public void Dispose() => _client.Dispose();

        private async Task ViewAsync(string path)
        {
            var began = TimeProvider.System.GetTimestamp();
            var outcome = await GetAsync(path);
            var ended = TimeProvider.System.GetTimestamp();
            _views.Enqueue(new View(path, began, ended, outcome, outcome is not View.Whole && await GetAsync(path) is View.Whole));
        }

        private async Task<string> GetAsync(string path)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
                using var response = await _client.SendAsync(request, Cancel);
                if (response.StatusCode is not HttpStatusCode.OK)
                {
                    return $"status {(int)response.StatusCode}";
                }

                return await ReadAsync(response) is { } body ? IsWhole(path, body) ? View.Whole : $"incomplete: {body}" : View.Cut;
            }
            catch (HttpRequestException e)
            {
                return e.Message;
            }
        }

        /// <summary>The body; null where the connection was closed before its end.</summary>
        private static async Task<string?> ReadAsync(HttpResponseMessage response)
        {
            try
            {
                return await response.Content.ReadAsStringAsync(Cancel);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                return null;
            }
        }

        /// <summary>Events of a server that stops end with a word to ask again.</summary>
        private static bool IsWhole(string path, string body) => path switch
        {
            "/api/boards/default" => body.EndsWith('}'),
            "/" or "/?stream=off" => body.TrimEnd().EndsWith("</html>", StringComparison.Ordinal),
            _ => body.Contains("event: result\n", StringComparison.Ordinal) || body.Contains("event: stopping\n", StringComparison.Ordinal),
        };
    }
}
