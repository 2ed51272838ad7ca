using Polly;

namespace Aggregator.Core.Fetching;

/// <summary>
/// A resilience pipeline as Microsoft.Extensions.Http.Polly takes it. Polly's own wrapper (<c>AsAsyncPolicy</c>) carries every property over into the pipeline and back, and turns
/// each answer into an outcome twice, which costs more than the pipeline itself.
/// </summary>
/// <param name="pipeline">The pipeline, whose callbacks find the call by <see cref="CallOf"/>.</param>
internal sealed class PipelinePolicy(ResiliencePipeline<HttpResponseMessage> pipeline) : AsyncPolicy<HttpResponseMessage>
{
    private static readonly ResiliencePropertyKey<SourceCall> CallProperty = new(nameof(SourceCall));

    /// <summary>The call that a pipeline works for.</summary>
    public static SourceCall CallOf(ResilienceContext context) => context.Properties.GetValue(CallProperty, null!);

    protected override async Task<HttpResponseMessage> ImplementationAsync(
        Func<Context, CancellationToken, Task<HttpResponseMessage>> action, Context context, CancellationToken cancellationToken, bool continueOnCapturedContext)
    {
        var execution = ResilienceContextPool.Shared.Get(cancellationToken);
        execution.Properties.Set(CallProperty, ((CallContext)context).Call);
        var outcome = await pipeline.ExecuteOutcomeAsync(AttemptAsync, execution, (Action: action, Context: context));
        ResilienceContextPool.Shared.Return(execution);
        outcome.ThrowIfException();
        return outcome.Result!;
    }

    private static async ValueTask<Outcome<HttpResponseMessage>> AttemptAsync(
        ResilienceContext execution, (Func<Context, CancellationToken, Task<HttpResponseMessage>> Action, Context Context) attempt)
    {
        try
        {
            return Outcome.FromResult(await attempt.Action(attempt.Context, execution.CancellationToken));
        }
        catch (Exception e)
        {
            return Outcome.FromException<HttpResponseMessage>(e);
        }
    }
}
