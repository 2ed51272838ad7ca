using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Core.Fetching.Attempts;
using Aggregator.Core.Sources;

namespace Aggregator.Tests.Support;

/// <summary>A run whose every figure is known: one source that answered, one that did at the second attempt, one that did not.</summary>
internal static class KnownRun
{
    /// <summary>The same on a board that says which result is bad; it is 1.2345.</summary>
    public static AggregateResult WithThresholds(decimal? warning, decimal? critical = null)
    {
        var run = Create();
        return run with { Board = TestData.Board(run.Board.Weights, new Thresholds(warning, critical, lowerIsWorse: false), [.. run.Board.Sources]) };
    }

    public static AggregateResult Create()
    {
        var a = TestData.Source("api-a", options => options.Title = "API A");
        var b = TestData.Source("api-b", options => options.Title = "API B");
        var c = TestData.Source("api-c", options => options.Title = "API C");
        return new AggregateResult
        {
            Board = TestData.Board(a, b, c),
            StartedAt = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero),
            Elapsed = Ms(2003.4),
            Result = CombinedValue.Of(1.2345m),
            Sources =
            [
                TestData.Ok(a, "0.8123") with
                {
                    HttpStatus = 200,
                    Bytes = 16,
                    Start = Ms(0.2),
                    Duration = Ms(2001.2),
                    Phases = new Phases(Ms(0.6), Ms(2000.1), Ms(0.3), Ms(0.1)),
                    Attempts = [new Attempt(Ms(0), Ms(2001), new Phases(Ms(0.6), Ms(2000.1), Ms(0.3), default), null)],
                },
                TestData.Ok(b, "0.42220") with
                {
                    HttpStatus = 200,
                    Bytes = 17,
                    Start = Ms(0.3),
                    Duration = Ms(1003.9),
                    Phases = new Phases(Ms(0.5), Ms(900), Ms(0.2), Ms(0.1)),
                    Attempts =
                    [
                        new Attempt(Ms(0), Ms(400), new Phases(Ms(0.5), Ms(399.5), default, default), Reason.BadStatus),
                        new Attempt(Ms(503.1), Ms(500.7), new Phases(default, Ms(500.5), Ms(0.2), default), null),
                    ],
                },
                TestData.Failed(c, Reason.CircuitOpen) with { Start = Ms(0.4), Duration = Ms(0.5) },
            ],
        };
    }

    /// <summary>A call that asked twice, and whose second request answered first.</summary>
    public static SourceResult Hedged { get; } = TestData.Ok(TestData.Source("api-h"), "0.5") with
    {
        HttpStatus = 200,
        Duration = Ms(120),
        Phases = new Phases(default, Ms(19), Ms(1), default),
        Attempts =
        [
            new Attempt(Ms(0), Ms(120), new Phases(default, Ms(120), default, default), null, IsBeside: true),
            new Attempt(Ms(100), Ms(20), new Phases(default, Ms(19), Ms(1), default), null),
        ],
    };

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
