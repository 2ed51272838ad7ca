using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace Aggregator.Tests.Aggregation;

/// <summary>An engine whose two sources answer when the test says so, on a clock that the test turns.</summary>
internal sealed class EngineHost
{
    public EngineHost()
    {
        Plan(A, AnswerA);
        Plan(B, AnswerB);
    }

    public FakeTime Time { get; } = new();

    public LastRuns LastRuns => field ??= new(Time);

    public Mock<ISourceFetcher> Fetcher { get; } = new(MockBehavior.Strict);

    public Source A { get; } = TestData.Source("api-a", LongerThanTheDeadline);

    public Source B { get; } = TestData.Source("api-b", LongerThanTheDeadline);

    public Board Board => TestData.Board(A, B);

    public TaskCompletionSource<SourceResult> AnswerA { get; } = new();

    public TaskCompletionSource<SourceResult> AnswerB { get; } = new();

    /// <summary>The tokens that the fetcher was given.</summary>
    public List<CancellationToken> Tokens { get; } = [];

    public IAggregationEngine Engine(ICombiner? combiner = null, ILogger<AggregationEngine>? logger = null)
    {
        var services = new ServiceCollection().AddBuiltInCombiners();
        if (combiner is not null)
        {
            services.AddKeyedSingleton("sum", combiner);
        }

        return new AggregationEngine(Fetcher.Object, new NoViewerRequest(), services.BuildServiceProvider(), LastRuns, Time, logger ?? NullLogger<AggregationEngine>.Instance);
    }

    /// <summary>Both sources answer: 1 and 2.</summary>
    public void Answer()
    {
        AnswerA.SetResult(TestData.Ok(A, "1"));
        AnswerB.SetResult(TestData.Ok(B, "2"));
    }

    private static void LongerThanTheDeadline(SourceOptions options) => options.Timeout = TimeSpan.FromSeconds(20);

    private void Plan(Source source, TaskCompletionSource<SourceResult> answer) =>
        Fetcher.Setup(fetcher => fetcher.FetchAsync(It.Is<SourceCall>(call => call.Source == source), It.IsAny<CancellationToken>()))
            .Returns((SourceCall _, CancellationToken token) =>
            {
                Tokens.Add(token);
                return answer.Task;
            });
}
