using Polly;
using Polly.CircuitBreaker;

namespace Aggregator.Core.Fetching;

/// <summary>What keeps the calls of one source within their limits, and the API from more than it can bear.</summary>
/// <param name="Policy">Retry, circuit breaker and, where an attempt is one request, its timeout; as Microsoft.Extensions.Http.Polly takes it.</param>
/// <param name="Breaker">The circuit breaker alone; it is the one in the policy.</param>
/// <param name="State">Whether calls pause.</param>
/// <param name="Attempt">The timeout of one request alone, for <see cref="HedgeHandler"/>, which sends two.</param>
/// <param name="Extras">The requests that there may be besides one for each call.</param>
internal sealed record Resilience(
    IAsyncPolicy<HttpResponseMessage> Policy,
    ResiliencePipeline<HttpResponseMessage> Breaker,
    CircuitBreakerStateProvider State,
    ResiliencePipeline<HttpResponseMessage> Attempt,
    RetryBudget Extras)
{
    /// <summary>Whether calls neither pause nor wait for a probe.</summary>
    public bool IsClosed => State.CircuitState is CircuitState.Closed;

    /// <summary>Lets the circuit breaker count a request that ended by itself and that the policy does not see. One that was cut off tells nothing.</summary>
    public async Task CountAsync(Outcome<HttpResponseMessage> outcome)
    {
        if (outcome.Exception is OperationCanceledException)
        {
            return;
        }

        var context = ResilienceContextPool.Shared.Get();
        await Breaker.ExecuteOutcomeAsync(static (_, outcome) => ValueTask.FromResult(outcome), context, outcome);
        ResilienceContextPool.Shared.Return(context);
    }
}
