using Aggregator.Core.Combining;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Configuration.Validation;

public sealed class BoardOptionsValidatorTests
{
    private const string Approved = "boards.txt";

    public static TheoryData<string> Wrong => WrongConfiguration.NamesIn(Approved);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rejects_Board(string configuration)
    {
        var wrong = WrongConfiguration.Find(Approved, configuration);

        Assert.NotEmpty(wrong.Errors);
        Assert.Equal(wrong.Errors, Configured.Errors(wrong.Section));
    }

    [Theory]
    [InlineData("\"Combine\": \"Sum\"")]
    [InlineData("\"Combine\": \"AVERAGE\"")]
    [InlineData("\"Combine\": \"median\"")]
    [InlineData("\"Combine\": \"Min\"")]
    [InlineData("\"Combine\": \"Max\"")]
    [InlineData("\"Combine\": \"Count\"")]
    [InlineData("\"Combine\": \"First\"")]
    [InlineData("\"Combine\": \"Merge\"")]
    [InlineData("\"Combine\": \"Concat\"")]
    [InlineData("\"Combine\": \"None\"")]
    [InlineData("\"Combine\": \"Sum\", \"Weights\": { \"A\": 2, \"b\": \"-0.5\" }")]
    [InlineData("\"Combine\": \"average\", \"Weights\": { \"a\": 1000000000, \"b\": 1e-3 }")]
    [InlineData("\"Combine\": \"Median\", \"Weights\": {}")]
    [InlineData("\"Combine\": \"Sum\", \"Warning\": 80, \"Critical\": 80.01")]
    [InlineData("\"Combine\": \"Sum\", \"Warning\": -5, \"Critical\": -6, \"LowerIsWorse\": true")]
    [InlineData("\"Combine\": \"Sum\", \"Critical\": 0")]
    [InlineData("\"Format\": \"\"")]
    [InlineData("\"Format\": \"N0\"")]
    [InlineData("\"Format\": \"0.00;-0.00;zero\"")]
    [InlineData("\"Deadline\": \"00:00:30\"")]
    [InlineData("\"Deadline\": \"00:00:04\"")]
    [InlineData("\"MinimumSources\": 1")]
    [InlineData("\"MinimumSources\": 2")]
    public void Accepts_Board(string keys) => Assert.Empty(Errors($$"""{ "Sources": [ "a", "B" ], {{keys}} }"""));

    [Fact]
    public void Accepts_DeadlineAsLongAsTheSourcesTimeout() => Assert.Empty(Errors("""{ "Sources": [ "a" ], "Deadline": "00:00:04" }"""));

    [Fact]
    public void Accepts_CombinerOfOnesOwn() =>
        Assert.Empty(Errors("""{ "Sources": [ "a" ], "Combine": "Spread", "Warning": 1 }""", services => services.AddCombiner<StubCombiner>("spread")));

    [Fact]
    public void Accepts_WeightsOfACombinerOfOnesOwn() => Assert.Empty(
        Errors("""{ "Sources": [ "a" ], "Combine": "Spread", "Weights": { "a": 2 } }""", services => services.AddCombiner<StubCombiner>("spread")));

    [Fact]
    public void Rejects_WeightsOfAnotherCombiner_AndOffersTheOnesOfOnesOwn() => Assert.Equal(
        ["Aggregator:Boards:b:Weights is '{ … }': count takes no weights; take them out, or let Combine be one of sum, average, spread."],
        Errors("""{ "Sources": [ "a" ], "Combine": "Count", "Weights": { "a": 2 } }""", services => services.AddCombiner<StubCombiner>("spread")));

    [Fact]
    public void Rejects_UnknownCombiner_AndOffersTheOnesOfOnesOwn() =>
        Assert.Equal(
            [
                "Aggregator:Boards:b:Combine is 'sprayed': there is no such combiner; "
                + "write one of sum, average, median, min, max, count, first, merge, concat, none, spread.",
            ],
            Errors("""{ "Sources": [ "a" ], "Combine": "sprayed" }""", services => services.AddCombiner<StubCombiner>("spread")));

    private static IReadOnlyList<string> Errors(string board, Action<IServiceCollection>? more = null) =>
        Configured.Errors(
            $$"""
            {
              "Sources": { "a": { "Url": "http://a.test/", "Timeout": "00:00:04" }, "b": { "Url": "http://b.test/" } },
              "Boards": { "b": {{board}} }
            }
            """,
            more);

    private sealed class StubCombiner : ICombiner
    {
        public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
