using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;

namespace Aggregator.Web.Presentation;

/// <summary>The results of a run as they arrive. The sources are asked at once, and not only when somebody waits for them.</summary>
public sealed class Arrivals : IAsyncDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly IAsyncEnumerator<SourceResult> _results;
    private Task<bool> _next;

    /// <summary>Starts the run.</summary>
    /// <param name="engine">What runs it.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Fires when the viewer leaves.</param>
    public Arrivals(IAggregationEngine engine, Run run, CancellationToken cancellationToken)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _results = engine.StreamAsync(run, _end.Token).GetAsyncEnumerator(CancellationToken.None);
        _next = _results.MoveNextAsync().AsTask();
    }

    /// <summary>Whether nobody has to wait for the next result, or for the end.</summary>
    public bool IsHere => _next.IsCompleted;

    /// <summary>The next result; null after the last one.</summary>
    public async ValueTask<SourceResult?> NextAsync()
    {
        if (!await _next)
        {
            return null;
        }

        var result = _results.Current;
        _next = _results.MoveNextAsync().AsTask();
        return result;
    }

    /// <summary>Ends the run, if it is still under way.</summary>
    public async ValueTask DisposeAsync()
    {
        // An enumerator may only be disposed of between two results.
        if (!_next.IsCompleted)
        {
            await _end.CancelAsync();
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _results.DisposeAsync();
        _end.Dispose();
    }
}
