using System.Runtime.CompilerServices;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Core.Aggregation;

/// <inheritdoc cref="IAggregationEngine"/>
/// <param name="fetcher">Makes the calls.</param>
/// <param name="viewer">The viewer's request.</param>
/// <param name="request">The services of the viewer's request, from which the combiner is made.</param>
/// <param name="lastRuns">Where runs are noted.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class AggregationEngine(
    ISourceFetcher fetcher, IViewerRequest viewer, IServiceProvider request, LastRuns lastRuns, TimeProvider time, ILogger<AggregationEngine> logger)
    : IAggregationEngine
{
    private static readonly TimeSpan ShortestCombining = TimeSpan.FromMilliseconds(100);

    public async IAsyncEnumerable<SourceResult> StreamAsync(Run run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = new RunStart(time);
        var ended = new EndedCall[run.Board.Sources.Count];
        using var deadline = new CancellationTokenSource(run.Board.Deadline, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var calls = Start(run, start, deadline.Token, end.Token);
        try
        {
            await foreach (var call in Task.WhenEach(calls))
            {
                var result = await call;
                ended[Array.IndexOf(calls, call)] = result;
                yield return result.Result;
            }
        }
        finally
        {
            // Whoever stops early leaves calls behind that nobody waits for.
            if (!Array.TrueForAll(calls, static call => call.IsCompleted))
            {
                await end.CancelAsync();
            }
        }

        await EndAsync(run, start, ended, cancellationToken);
    }

    public async Task<AggregateResult> RunAsync(Run run, CancellationToken cancellationToken)
    {
        var start = new RunStart(time);
        using var deadline = new CancellationTokenSource(run.Board.Deadline, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);

        // All of them end, each by the deadline or when the viewer leaves: none is left behind.
        var ended = await Task.WhenAll(Start(run, start, deadline.Token, end.Token));
        await EndAsync(run, start, ended, cancellationToken);
        return run.Result;
    }

    private Task<EndedCall>[] Start(Run run, RunStart start, CancellationToken deadline, CancellationToken end) =>
        new FanOut(run, start.Timestamp, fetcher, viewer, time, logger, deadline, end).Start();

    /// <summary>Combines the values, and says what the run came to.</summary>
    private async Task EndAsync(Run run, RunStart start, EndedCall[] calls, CancellationToken cancellationToken)
    {
        var results = Array.ConvertAll(calls, static call => call.Result);

        // Not the time that whoever reads the stream took between two results.
        var calling = time.GetElapsedTime(start.Timestamp, calls.Length == 0 ? start.Timestamp : calls.Max(static call => call.At));
        var combineTimestamp = time.GetTimestamp();
        var combined = await CombineAsync(new CombineContext(run.Board, results), run.Board.Deadline - calling, cancellationToken);
        run.Result = new AggregateResult
        {
            Board = run.Board,
            Sources = results,
            Parameters = run.Parameters,
            Result = combined,
            StartedAt = start.At,
            Elapsed = calling + time.GetElapsedTime(combineTimestamp),
        };
        if (run.IsOfDefaults)
        {
            lastRuns.Note(run.Result);
        }

        Log.RunFinished(logger, run.Result);
    }

    /// <summary>The combiner has what the calls have left of the deadline, and a moment where they have left nothing.</summary>
    private async Task<CombinedValue> CombineAsync(CombineContext context, TimeSpan left, CancellationToken cancellationToken)
    {
        var name = context.Board.Combine;
        using var limit = new CancellationTokenSource(left > ShortestCombining ? left : ShortestCombining, time);
        using var leaving = cancellationToken.UnsafeRegister(static limit => ((CancellationTokenSource)limit!).Cancel(), limit);
        try
        {
            var combining = request.GetRequiredKeyedService<ICombiner>(name).CombineAsync(context, limit.Token);
            return (combining.IsCompleted ? await combining : await combining.AsTask().WaitAsync(limit.Token))
                ?? throw new InvalidOperationException("The combiner answered with null.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Log.CombinerTimedOut(logger, name, context.Board.Name);
            return CombinedValue.Failed($"The combiner {name} was not done in time.");
        }
        catch (Exception e)
        {
            Log.CombinerBroke(logger, e, name, context.Board.Name);
            return CombinedValue.Failed($"The combiner {name} broke; the log says why.");
        }
    }

    /// <summary>When a run started, by the time of day and by the finer clock that measures it.</summary>
    private readonly struct RunStart(TimeProvider time)
    {
        public DateTimeOffset At { get; } = time.GetUtcNow();

        public long Timestamp { get; } = time.GetTimestamp();
    }
}
