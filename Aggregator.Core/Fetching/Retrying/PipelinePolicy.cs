using Polly;

namespace Aggregator.Core.Fetching.Retrying;

/// <summary>
/// Retry and circuit breaker as Microsoft.Extensions.Http.Polly takes them. Polly's own wrapper (<c>AsAsyncPolicy</c>) would copy each property into the pipeline and back, and could not
/// begin with an attempt that was made already.
/// </summary>
/// <param name="pipeline">Retry and breaker, whose callbacks find the call by <see cref="CallOf"/>.</param>
internal sealed class PipelinePolicy(ResiliencePipeline<HttpResponseMessage> pipeline) : AsyncPolicy<HttpResponseMessage>
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

    /// <summary>The answer, or the exception thrown.</summary>
    public static HttpResponseMessage Unwrap(Outcome<HttpResponseMessage> outcome)
    {
        outcome.ThrowIfException();
        return outcome.Result!;
    }

    protected override async Task<HttpResponseMessage> ImplementationAsync(
        Func<Context, CancellationToken, Task<HttpResponseMessage>> action, Context context, CancellationToken cancellationToken, bool continueOnCapturedContext)
    {
        var work = (PipelineContext)context;
        var made = work.Made;
        var execution = ContextOf(work.Call, cancellationToken);
        try
        {
            return await pipeline.ExecuteAsync(
                async execution =>
                {
                    if (made is not { } first)
                    {
                        return await action(context, execution.CancellationToken);
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
}
