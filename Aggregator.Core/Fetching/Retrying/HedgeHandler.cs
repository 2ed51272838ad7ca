using Aggregator.Core.Fetching.Attempts;
using Polly;

namespace Aggregator.Core.Fetching.Retrying;

/// <summary>
/// Asks a second time where the first request takes long: the first good answer counts, and the other request is given up. It stands inside retry and circuit
/// breaker, for which both are one attempt with one end: a first request that fails before the second one began is retried like any other. Each request has its own time.
/// </summary>
internal sealed class HedgeHandler(ResiliencePipelines pipelines, UsualDurations durations, TimeProvider time) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallRequest.Of(request).Call;
        return call.Source.Hedge is { } hedge ? SendAsync(request, call, call.Progress.HasHedged ? null : hedge.After ?? durations.Late(call.Source), cancellationToken)
            : call.Source.AttemptTimeout is null ? base.SendAsync(request, cancellationToken)
            : SendInTimeAsync(request, pipelines.Of(call.Source), cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, SourceCall call, TimeSpan? after, CancellationToken cancellationToken)
    {
        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var resilience = pipelines.Of(call.Source);
        var first = Start(request, resilience, race.Token);
        if (after is not { } wait || !await IsLateAsync(first.End, wait, cancellationToken) || !MayHedge(call, wait, resilience))
        {
            return PipelinePolicy.Unwrap(await first.End);
        }

        call.Progress.BeginHedge();
        var second = Start(request, resilience, race.Token);
        var (earlier, later) = await Task.WhenAny(first.End, second.End) == first.End ? (first, second) : (second, first);
        if (await earlier.End is { Result: AttemptResponse { Failure: null } answer })
        {
            later.Lose();
            await race.CancelAsync();
            return answer;
        }

        // Where both failed, the one that asks to wait longer is heard. Both count for the circuit breaker: one of them here, the other one as the end of the attempt.
        var isAskedToWait = await later.End is { Result: AttemptResponse { Failure: not null } } && RetryAfter(await earlier.End) > RetryAfter(await later.End);
        var (end, other) = isAskedToWait ? (earlier, later) : (later, earlier);
        other.Lose();
        if (await other.End is { Exception: not OperationCanceledException } ended)
        {
            await resilience.CountAsync(call, ended);
        }

        return PipelinePolicy.Unwrap(await end.End);
    }

    private async Task<bool> IsLateAsync(Task end, TimeSpan after, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(end, Task.Delay(after, time, waiting.Token));
        await waiting.CancelAsync();
        return !end.IsCompleted && !cancellationToken.IsCancellationRequested;
    }

    /// <summary>Not where calls pause, nor where the second answer would usually come too late. What is usual before anything is, is what the user expects of the first one.</summary>
    private bool MayHedge(SourceCall call, TimeSpan after, Resilience resilience) =>
        resilience.IsClosed && (durations.Usual(call.Source) ?? after) <= call.Remaining && call.Progress.NoteExtra(resilience.Extras.TryTakeHedge());

    /// <summary>Sends a copy: on its way a request changes, and it may outlive this attempt.</summary>
    private Racer Start(HttpRequestMessage request, Resilience resilience, CancellationToken cancellationToken)
    {
        var copy = new CallRequest(CallRequest.Of(request).Call, request.Method, request.RequestUri) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.Add(name, values);
        }

        return new Racer(copy, SendAsync(copy, resilience, cancellationToken));
    }

    private async Task<HttpResponseMessage> SendInTimeAsync(HttpRequestMessage request, Resilience resilience, CancellationToken cancellationToken) =>
        await resilience.Request.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);

    private async Task<Outcome<HttpResponseMessage>> SendAsync(CallRequest request, Resilience resilience, CancellationToken cancellationToken)
    {
        try
        {
            return Outcome.FromResult(await SendInTimeAsync(request, resilience, cancellationToken));
        }
        catch (Exception e)
        {
            return Outcome.FromException<HttpResponseMessage>(e);
        }
        finally
        {
            request.Dispose();
        }
    }

    private static TimeSpan RetryAfter(Outcome<HttpResponseMessage> outcome) => (outcome.Result as AttemptResponse)?.RetryAfter ?? TimeSpan.Zero;

    /// <summary>One of two requests that run side by side.</summary>
    private sealed record Racer(CallRequest Request, Task<Outcome<HttpResponseMessage>> End)
    {
        /// <summary>The other one counts; what this one may still bring goes back to the pool.</summary>
        public void Lose()
        {
            Request.Attempt?.Lose();
            _ = DiscardAsync();
        }

        private async Task DiscardAsync() => (await End).Result?.Dispose();
    }
}
