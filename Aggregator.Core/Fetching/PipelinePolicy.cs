using Polly;

namespace Aggregator.Core.Fetching;

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
        var attempts = new Attempts(action, context, attempt);
        if (resilience.IsClosed)
        {
            var first = await attempts.MakeAsync(cancellationToken);
            var isGood = first is { Result: AttemptResponse { Failure: null } };
            if (isGood || cancellationToken.IsCancellationRequested)
            {
                // Nothing to go on with. A viewer who left tells nothing of the API, and what began before a break says nothing about its end.
                if (resilience.IsClosed && (isGood || !call.IsAbandoned))
                {
                    await resilience.CountAsync(call, first);
                }

                return Unwrap(first);
            }

            attempts.Made = first;
        }

        var execution = ContextOf(call, cancellationToken);
        var outcome = await pipeline.ExecuteOutcomeAsync(static (execution, attempts) => attempts.NextAsync(execution.CancellationToken), execution, attempts);
        ResilienceContextPool.Shared.Return(execution);
        return Unwrap(outcome);
    }

    private static HttpResponseMessage Unwrap(Outcome<HttpResponseMessage> outcome)
    {
        outcome.ThrowIfException();
        return outcome.Result!;
    }

    private sealed class Attempts(
        Func<Context, CancellationToken, Task<HttpResponseMessage>> action, Context context, ResiliencePipeline<HttpResponseMessage> attempt)
    {
        /// <summary>The attempt that was made before the pipeline began; it is the first one that the pipeline sees.</summary>
        public Outcome<HttpResponseMessage>? Made { get; set; }

        public ValueTask<Outcome<HttpResponseMessage>> NextAsync(CancellationToken cancellationToken)
        {
            if (Made is not { } made)
            {
                return MakeAsync(cancellationToken);
            }

            Made = null;
            return ValueTask.FromResult(made);
        }

        public async ValueTask<Outcome<HttpResponseMessage>> MakeAsync(CancellationToken cancellationToken)
        {
            try
            {
                return Outcome.FromResult(ReferenceEquals(attempt, ResiliencePipeline<HttpResponseMessage>.Empty)
                    ? await action(context, cancellationToken)
                    : await attempt.ExecuteAsync(static async (attempt, cancellationToken) => await attempt.Action(attempt.Context, cancellationToken), (Action: action, Context: context), cancellationToken));
            }
            catch (Exception e)
            {
                return Outcome.FromException<HttpResponseMessage>(e);
            }
        }
    }
}
