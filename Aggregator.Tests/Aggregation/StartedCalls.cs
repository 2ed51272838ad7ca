using System.Globalization;
using System.Threading.Channels;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aggregator.Tests.Aggregation;

/// <summary>An engine on a clock that the test turns, whose calls the test sees begin, one by one, and ends.</summary>
internal sealed class StartedCalls : ISourceFetcher
{
    private readonly Channel<Started> _started = Channel.CreateUnbounded<Started>();
    private int _underWay;

    public FakeTime Time { get; } = new();

    /// <summary>How many calls have begun and not ended.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    public IAggregationEngine Engine => new AggregationEngine(
        this, new NoViewerRequest(), new ServiceCollection().AddBuiltInCombiners().BuildServiceProvider(), new LastRuns(Time), Time, NullLogger<AggregationEngine>.Instance);

    /// <summary>Whether a call has begun that the test has not seen yet.</summary>
    public bool HasMore => _started.Reader.TryPeek(out _);

    /// <summary>A source of that name, which needs the values of others.</summary>
    public static Source Source(string name, params string[] needs) => TestData.Source(name, options =>
    {
        options.Url = $"http://127.0.0.1:9/{string.Join('/', needs.Select(other => $"{{sources.{other}}}"))}";
        options.Timeout = TimeSpan.FromSeconds(20);
    });

    /// <summary>The same, called for each element of the list that another one answers with.</summary>
    public static Source Each(string name, string list, Action<Core.Configuration.SourceOptions>? more = null) => TestData.Source(name, options =>
    {
        options.Url = "http://127.0.0.1:9/{item}";
        options.Timeout = TimeSpan.FromSeconds(5);
        options.ForEach.In = $"{{sources.{list}}}";
        more?.Invoke(options);
    });

    public async Task<SourceResult> FetchAsync(SourceCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = new Started(call);
        Interlocked.Increment(ref _underWay);
        await _started.Writer.WriteAsync(started, cancellationToken);
        try
        {
            return await started.End.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    /// <summary>The next call that begins.</summary>
    public ValueTask<Started> NextAsync() => _started.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>The next calls that begin, by the names of their sources.</summary>
    public async Task<Dictionary<string, Started>> NextAsync(int count)
    {
        var calls = new Dictionary<string, Started>(StringComparer.Ordinal);
        while (calls.Count < count)
        {
            var next = await NextAsync();
            calls.Add(next.Call.Source.Name, next);
        }

        return calls;
    }

    internal sealed record Started(SourceCall Call)
    {
        public TaskCompletionSource<SourceResult> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Answer(string json) => End.SetResult(Call.ToSuccess(TestData.Json(json)));

        public void Answer(int number) => Answer(number.ToString(CultureInfo.InvariantCulture));

        public void Fail(Reason reason) => End.SetResult(Call.ToFailure(reason));
    }
}
