using System.Runtime.CompilerServices;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching.Attempts;
using Aggregator.Core.Sources;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Aggregator.Core.Fetching.Retrying;

/// <summary>
/// The resilience of each source, from the outside in: retry, circuit breaker, and the timeout of each request, which <see cref="HedgeHandler"/> applies. The time for the whole call has
/// another owner, <see cref="SourceFetcher"/>, because it also covers what comes after the last attempt.
/// </summary>
internal sealed class ResiliencePipelines
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(250);

    private readonly ConditionalWeakTable<Source, Resilience> _sources = [];
    private readonly ConditionalWeakTable<Source, Resilience>.CreateValueCallback _build;

    public ResiliencePipelines(TimeProvider time)
    {
        var monotonic = new MonotonicTime(time);
        _build = source => Build(source, time, monotonic);
    }

    /// <summary>The pipeline of the source that the request is for, as Microsoft.Extensions.Http.Polly takes it.</summary>
    public IAsyncPolicy<HttpResponseMessage> For(HttpRequestMessage request) => Of(CallRequest.Of(request).Call.Source).Policy;

    public Resilience Of(Source source) => _sources.GetValue(source, _build);

    private static Resilience Build(Source source, TimeProvider time, MonotonicTime monotonic)
    {
        var (extras, state) = (new RetryBudget(time), new CircuitBreakerStateProvider());
        var breaker = Part(source.CircuitBreaker.Enabled, monotonic, part => part.AddCircuitBreaker(CircuitBreaker(source.CircuitBreaker, state)));
        var request = Part(source.AttemptTimeout is not null, time, part => part.AddTimeout(new TimeoutStrategyOptions { Timeout = source.AttemptTimeout!.Value }));
        var retry = Part(source.Attempts > 1, time, part => part.AddRetry(Retry(source.Attempts - 1, extras)));
        return new Resilience(retry, breaker, state, request, extras);
    }

    private static ResiliencePipeline<HttpResponseMessage> Part(bool isWanted, TimeProvider time, Action<ResiliencePipelineBuilder<HttpResponseMessage>> add)
    {
        if (!isWanted)
        {
            return ResiliencePipeline<HttpResponseMessage>.Empty;
        }

        var part = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        add(part);
        return part.Build();
    }

    /// <summary>
    /// Another attempt after 50 to 250 ms with full jitter, or when the API asks for it, and only if that leaves time for one and the budget has one left.
    /// </summary>
    private static RetryStrategyOptions<HttpResponseMessage> Retry(int most, RetryBudget budget) => new()
    {
        MaxRetryAttempts = most,
        ShouldHandle = args => ValueTask.FromResult(
            args.AttemptNumber < most // Polly asks after the last attempt, too.
            && Failure.IsRetriable(args.Outcome)
            && (RetryAfter(args.Outcome) ?? LongestDelay) < PipelinePolicy.CallOf(args.Context).Remaining
            && PipelinePolicy.CallOf(args.Context).Progress.NoteExtra(budget.TryTake())),
        DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(
            RetryAfter(args.Outcome) ?? ShortestDelay + (Random.Shared.NextDouble() * (LongestDelay - ShortestDelay))),
    };

    private static CircuitBreakerStrategyOptions<HttpResponseMessage> CircuitBreaker(CircuitBreakerOptions options, CircuitBreakerStateProvider state) => new()
    {
        StateProvider = state,
        FailureRatio = options.FailureRatio,
        MinimumThroughput = options.MinimumThroughput,
        SamplingDuration = options.SamplingDuration,
        BreakDurationGenerator = args => ValueTask.FromResult(BreakDuration(options, args.HalfOpenAttempts)),
        ShouldHandle = args => ValueTask.FromResult(Failure.IsTrouble(args.Outcome) || HasTimedOut(args) || IsProbeWithoutResult(args, state)),
    };

    /// <summary>The first break, doubled for each probe that failed.</summary>
    private static TimeSpan BreakDuration(CircuitBreakerOptions options, int failedProbes)
    {
        var doubled = options.BreakDuration * Math.Pow(2, Math.Min(failedProbes, 16));
        return doubled < options.MaxBreakDuration ? doubled : options.MaxBreakDuration;
    }

    /// <summary>The source's own timeout is a failure of the API; a viewer who leaves, or a board's shorter deadline, is not.</summary>
    private static bool HasTimedOut(CircuitBreakerPredicateArguments<HttpResponseMessage> args) =>
        args.Outcome.Exception is OperationCanceledException && !PipelinePolicy.CallOf(args.Context).IsAbandoned;

    /// <summary>A probe that its viewer left has shown no sign of life. For Polly what is no failure is a success, and would end the break.</summary>
    private static bool IsProbeWithoutResult(CircuitBreakerPredicateArguments<HttpResponseMessage> args, CircuitBreakerStateProvider state) =>
        args.Outcome.Exception is OperationCanceledException && state.CircuitState is CircuitState.HalfOpen;

    private static TimeSpan? RetryAfter(Outcome<HttpResponseMessage> outcome) => (outcome.Result as AttemptResponse)?.RetryAfter;
}
