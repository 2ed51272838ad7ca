using Aggregator.Core.Fetching.Attempts;
using Polly;

namespace Aggregator.Core.Fetching.Retrying;

/// <summary>
/// Retry and circuit breaker as Microsoft.Extensions.Http.Polly takes them. Most calls go well at once, and then there is nothing to retry and one success to count: while the circuit is
/// closed, the first attempt is made outside of the pipeline, which costs more than all else that is done for it, and the pipeline goes on from there if it fails. Polly's own wrapper
/// (<c>AsAsyncPolicy</c>) would cost as much again.
/// </summary>
/// <param name="pipeline">Retry and breaker, whose callbacks find the call by <see cref="CallOf"/>.</param>
/// <param name="attempt">What holds for each attempt.</param>
/// <param name="resilience">Where successes are counted.</param>
internal sealed class PipelinePolicy(
    ResiliencePipeline<HttpResponseMessage> pipeline, ResiliencePipeline<HttpResponseMessage> attempt, Resilience resilience) : AsyncPolicy<HttpResponseMessage>
{
    private static readonly ResiliencePropertyKey<SourceCall> CallProperty = new(nameof(SourceCall));

    /// <summary>The call that a pipeline works for.</summary>
    public static SourceCall CallOf(ResilienceContext context) => context.Properties.GetValue(CallProperty, null!);

    /// <summary>What a pipeline needs to know of a call.</summary>
    public static ResilienceContext ContextOf(SourceCall call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallProperty, call);
        return context;
    }

    protected override async Task<HttpResponseMessage> ImplementationAsync(
        Func<Context, CancellationToken, Task<HttpResponseMessage>> action, Context context, CancellationToken cancellationToken, bool continueOnCapturedContext)
    {
        var call = ((CallContext)context).Call;
        if (!resilience.IsClosed)
        {
            return await GoOnAsync(made: null, action, context, call, cancellationToken);
        }

        Outcome<HttpResponseMessage> first;
        try
        {
            first = Outcome.FromResult(await AttemptAsync(action, context, cancellationToken));
        }
        catch (Exception e)
        {
            first = Outcome.FromException<HttpResponseMessage>(e);
        }

        var isGood = first is { Result: AttemptResponse { Failure: null } };
        if (!isGood && resilience.IsClosed && !cancellationToken.IsCancellationRequested)
        {
            return await GoOnAsync(first, action, context, call, cancellationToken);
        }

        // A viewer who left tells nothing of the API.
        if (isGood || !call.IsAbandoned)
        {
            await resilience.CountAsync(call, first);
        }

        return Unwrap(first);
    }

    /// <summary>The pipeline. Where there was an attempt before it, that is the first one that it sees.</summary>
    private async Task<HttpResponseMessage> GoOnAsync(
        Outcome<HttpResponseMessage>? made, Func<Context, CancellationToken, Task<HttpResponseMessage>> action, Context context, SourceCall call, CancellationToken cancellationToken)
    {
        var execution = ContextOf(call, cancellationToken);
        try
        {
            return await pipeline.ExecuteAsync(
                async execution =>
                {
                    if (made is not { } first)
                    {
                        return await AttemptAsync(action, context, execution.CancellationToken);
                    }

                    made = null;
                    return Unwrap(first);
                },
                execution);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(execution);
        }
    }

    private Task<HttpResponseMessage> AttemptAsync(Func<Context, CancellationToken, Task<HttpResponseMessage>> action, Context context, CancellationToken cancellationToken) =>
        ReferenceEquals(attempt, ResiliencePipeline<HttpResponseMessage>.Empty)
            ? action(context, cancellationToken)
            : attempt.ExecuteAsync(static async (attempt, cancellationToken) => await attempt.Action(attempt.Context, cancellationToken), (Action: action, Context: context), cancellationToken).AsTask();

    private static HttpResponseMessage Unwrap(Outcome<HttpResponseMessage> outcome)
    {
        outcome.ThrowIfException();
        return outcome.Result!;
    }
}
