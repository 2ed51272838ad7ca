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
        var board = run.Board;
        var startedAt = time.GetUtcNow();
        var startTimestamp = time.GetTimestamp();
        var lastEndedAt = startTimestamp;
        var results = new SourceResult[board.Sources.Count];

        using var deadline = new CancellationTokenSource(board.Deadline, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var calls = new FanOut(run, startTimestamp, fetcher, viewer, time, logger, deadline.Token, end.Token).Start();
            await foreach (var call in Task.WhenEach(calls))
            {
                var ended = await call;
                results[Array.IndexOf(calls, call)] = ended.Result;
                lastEndedAt = Math.Max(lastEndedAt, ended.At);
                yield return ended.Result;
            }
        }
        finally
        {
            // Whoever stops early leaves calls behind that nobody waits for.
            await end.CancelAsync();
        }

        var combineTimestamp = time.GetTimestamp();
        var combined = await CombineAsync(
            new CombineContext(board, results), board.Deadline - time.GetElapsedTime(startTimestamp, lastEndedAt), cancellationToken);
        run.Result = new AggregateResult
        {
            Board = board,
            Sources = results,
            Parameters = run.Parameters,
            Result = combined,
            StartedAt = startedAt,

            // Not the time that whoever reads the stream took between two results.
            Elapsed = time.GetElapsedTime(startTimestamp, lastEndedAt) + time.GetElapsedTime(combineTimestamp),
        };
        if (run.IsOfDefaults)
        {
            lastRuns.Note(run.Result);
        }

        Log.RunFinished(logger, run.Result);
    }

    public async Task<AggregateResult> RunAsync(Run run, CancellationToken cancellationToken)
    {
        await foreach (var _ in StreamAsync(run, cancellationToken))
        {
            // The run collects the results itself.
        }

        return run.Result;
    }

    /// <summary>The combiner has what the calls have left of the deadline, and a moment where they have left nothing.</summary>
    private async Task<CombinedValue> CombineAsync(CombineContext context, TimeSpan left, CancellationToken cancellationToken)
    {
        var name = context.Board.Combine;
        using var limit = new CancellationTokenSource(left > ShortestCombining ? left : ShortestCombining, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var combining = request.GetRequiredKeyedService<ICombiner>(name).CombineAsync(context, either.Token);
            return (combining.IsCompleted ? await combining : await combining.AsTask().WaitAsync(either.Token))
                ?? throw new InvalidOperationException("The combiner answered with null.");
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
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
}
