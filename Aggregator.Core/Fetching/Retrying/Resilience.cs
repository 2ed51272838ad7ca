using Polly;
using Polly.CircuitBreaker;

namespace Aggregator.Core.Fetching.Retrying;

/// <summary>What keeps the calls of one source within their limits, and the API from more than it can bear.</summary>
internal sealed class Resilience
{
    private readonly ResiliencePipeline<HttpResponseMessage> _breaker;
    private readonly CircuitBreakerStateProvider _state;

    /// <param name="retry">Tries again.</param>
    /// <param name="breaker">The circuit breaker.</param>
    /// <param name="state">Its state.</param>
    /// <param name="request">The timeout of one request.</param>
    /// <param name="extras">The requests that there may be besides one for each call.</param>
    public Resilience(
        ResiliencePipeline<HttpResponseMessage> retry,
        ResiliencePipeline<HttpResponseMessage> breaker,
        CircuitBreakerStateProvider state,
        ResiliencePipeline<HttpResponseMessage> request,
        RetryBudget extras)
    {
        (_breaker, _state, Request, Extras) = (breaker, state, request, extras);
        Policy = new PipelinePolicy(new ResiliencePipelineBuilder<HttpResponseMessage>().AddPipeline(retry).AddPipeline(breaker).Build());
    }

    /// <summary>Retry and circuit breaker, as Microsoft.Extensions.Http.Polly takes them.</summary>
    public IAsyncPolicy<HttpResponseMessage> Policy { get; }

    /// <summary>The timeout of one request.</summary>
    public ResiliencePipeline<HttpResponseMessage> Request { get; }

    /// <summary>The requests that there may be besides one for each call.</summary>
    public RetryBudget Extras { get; }

    /// <summary>Whether calls neither pause nor wait for a probe.</summary>
    public bool IsClosed => _state.CircuitState is CircuitState.Closed;

    /// <summary>Lets the circuit breaker count an attempt that the policy's pipeline does not see. One that began before a break is no probe, and says nothing about the break's end.</summary>
    public async ValueTask CountAsync(SourceCall call, Outcome<HttpResponseMessage> outcome)
    {
        if (!IsClosed)
        {
            return;
        }

        var context = PipelinePolicy.ContextOf(call, CancellationToken.None);
        await _breaker.ExecuteOutcomeAsync(static (_, outcome) => ValueTask.FromResult(outcome), context, outcome);
        ResilienceContextPool.Shared.Return(context);
    }
}
