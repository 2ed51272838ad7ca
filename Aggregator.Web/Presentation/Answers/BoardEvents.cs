using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;

namespace Aggregator.Web.Presentation.Answers;

/// <summary>A run as server-sent events: <c>start</c>, a <c>source</c> for each call that ends, <c>result</c>; <c>heartbeat</c> while nothing happens.</summary>
public sealed class BoardEvents(IAggregationEngine engine, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<BoardEvents> logger)
{
    /// <summary>Often enough for every proxy that closes what is idle, and to notice a viewer who has left.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>Runs the board and tells what happens. A server that stops ends the stream with <c>stopping</c>.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="isHtml">Whether the events hold pieces of the page; otherwise they hold JSON.</param>
    /// <param name="cancellationToken">Fires when the viewer leaves.</param>
    public async IAsyncEnumerable<SseItem<object>> StreamAsync(Run run, bool isHtml, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // It takes the headers along: the viewer knows at once that the stream stands.
        yield return new("", "start");

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await using var results = engine.StreamAsync(run, end.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = NextAsync(results);
        using var over = new CancellationTokenSource();
        var pause = Task.Delay(Heartbeat, time, over.Token);
        try
        {
            while (true)
            {
                while (await Task.WhenAny(next, pause) != next)
                {
                    yield return new("", "heartbeat");
                    pause = Task.Delay(Heartbeat, time, over.Token);
                }

                if (!await next)
                {
                    break;
                }

                var result = results.Current;
                yield return new(isHtml ? Pieces.Card(result, run.Board.Format, logger) : SourceAnswer.From(result, run.Board), "source");
                next = NextAsync(results);
            }
        }
        finally
        {
            // An enumerator may only be disposed of between two results.
            await end.CancelAsync();
            await over.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            yield return new("", "stopping");
        }
        else
        {
            // The id comes back from a client that connects again by itself, as browsers do: the run is over, and it is told so (BoardApiController).
            yield return new(isHtml ? Pieces.End(run.Result, logger) : BoardAnswer.From(run.Result), "result") { EventId = "end" };
        }
    }

    /// <summary>Whether there is another result; none comes once the server stops.</summary>
    private async Task<bool> NextAsync(IAsyncEnumerator<SourceResult> results)
    {
        try
        {
            return await results.MoveNextAsync();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }
    }
}
