using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Fetching;

/// <summary>Whatever bytes an API sends, a call ends in time with a value or a reason. AGGREGATOR_FUZZ says how many answers to try.</summary>
[Collection<Alone>]
public sealed class SourceFetcherFuzzTests
{
    private const int WarmUp = 2_000;
    private const int AtOnce = 100;

    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FarTooLong = TimeSpan.FromSeconds(15);

    private static int Answers =>
        int.TryParse(Environment.GetEnvironmentVariable("AGGREGATOR_FUZZ"), CultureInfo.InvariantCulture, out var count) ? count : 20_000;

    [Fact]
    public async Task FetchAsync_MutatedAnswers_EndInTimeWithAValueOrAReasonAndLeaveNothingBehind()
    {
        await using var host = new FetcherHost(services: services => services.Configure<LoggerFilterOptions>(log => log.MinLevel = LogLevel.Error));
        await using var server = new FuzzServer();
        var ends = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);

        await CallAsync(host, server, 0, WarmUp, ends);
        var before = Footprint();
        await CallAsync(host, server, WarmUp, Answers, ends);
        var after = Footprint();

        Assert.Equal(WarmUp + Answers, ends.Values.Sum());
        Assert.Superset(
            new HashSet<string>(["ok", "protocol-error", "truncated", "reset", "timeout", "bad-content", "bad-encoding", "too-large", "empty"], StringComparer.Ordinal),
            ends.Keys.ToHashSet(StringComparer.Ordinal));
        Assert.True(after.Bytes - before.Bytes < 8_000_000, $"Memory grew from {before.Bytes} to {after.Bytes} bytes.");
        Assert.True(after.Handles - before.Handles < AtOnce, $"Handles grew from {before.Handles} to {after.Handles}.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(", ", ends)}; {before} to {after}.");
    }

    private static Task CallAsync(FetcherHost host, FuzzServer server, int first, int count, ConcurrentDictionary<string, int> ends) =>
        Parallel.ForEachAsync(
            Enumerable.Range(first, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (number, cancellationToken) =>
            {
                var source = FetcherHost.Source(new Uri(server.Url, number.ToString(CultureInfo.InvariantCulture)), options => Configure(options, number));
                var problem = await Record.ExceptionAsync(async () =>
                {
                    var result = await host.FetchAsync(source, cancellationToken: cancellationToken).WaitAsync(FarTooLong, cancellationToken);
                    AssertEnded(result);
                    ends.AddOrUpdate(result.Reason?.Code() ?? "ok", 1, (_, sum) => sum + 1);
                });
                var errors = string.Concat(host.Log.Entries.Select(entry => entry.Text));
                Assert.True(problem is null && errors.Length == 0, $"Answer {number}, {MutatedAnswer.Number(number)}: {problem} {errors}");
            });

    private static void Configure(SourceOptions options, int number)
    {
        options.Select.Selector = (number % 3) switch { 0 => null, 1 => "/a/1", _ => "$..b" };
        options.Timeout = Timeout;
        options.Attempts = 1;
        options.CircuitBreaker.Enabled = false;
        options.MaxResponseBytes = 5_000;
    }

    private static void AssertEnded(SourceResult result)
    {
        Assert.NotEqual(result.Reason is null, result.Value is null);
        Assert.InRange(result.Duration, TimeSpan.Zero, FarTooLong);
        Assert.InRange(result.Bytes ?? 0, 0, 4 * 5_000);

        // What was found must be fit to show: no half of a surrogate pair may be in it.
        if (result.Value is { } value)
        {
            Assert.NotNull(JsonSerializer.SerializeToNode(value)?.ToJsonString());
        }
    }

    private static (long Bytes, int Handles) Footprint()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.HandleCount);
    }
}
