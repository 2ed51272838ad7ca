using System.Globalization;
using Aggregator.Core.Combining;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Combining;

/// <summary>Sources that count more or less than others.</summary>
public sealed class WeightsTests
{
    [Theory]
    [InlineData("sum", "api-a=2 api-b=0.5", "16.5", "6", "5", "2")]
    [InlineData("sum", "api-b=-1", "3", "6", "5", "2")]
    [InlineData("sum", "api-b=0", "8", "6", "5", "2")]
    [InlineData("sum", "api-a=0.1 api-b=0.2", "0.3", "1", "1")]
    [InlineData("sum", "api-a=2", "1.20", "0.60")]
    [InlineData("sum", "api-a=2", "6", "2", "\"2\"")]
    [InlineData("sum", "api-a=2", "7", "[1, 2]", "1")]
    [InlineData("average", "api-a=2", "1.8", "[1, 2]", "3")]
    [InlineData("average", "api-a=3", "1.5", "1", "3")]
    [InlineData("average", "api-a=0.7 api-b=0.2 api-c=0.1", "0.57", "0.57", "0.57", "0.57")]
    [InlineData("average", "api-a=0", "5", "1000", "5")]
    [InlineData("average", "api-a=2 api-b=-1", "3", "2", "1")]
    [InlineData("average", "api-a=1 api-b=2", "6", "0", "9")]
    public Task Combine_Weights_CountExactly(string combiner, string weights, string expected, params string[] answers) =>
        AssertValueAsync(combiner, weights, expected, answers);

    [Theory]
    [InlineData("sum", "12", "6", "-")]
    [InlineData("sum", "7", "-", "7")]
    [InlineData("average", "6", "6", "-")]
    [InlineData("average", "7", "-", "7")]
    public Task Combine_SomeSourcesFailed_CountsTheWeightsOfTheRest(string combiner, string expected, params string[] answers) =>
        AssertValueAsync(combiner, "api-a=2", expected, answers);

    [Theory]
    [InlineData("api-a=0 api-b=0", "1", "2")]
    [InlineData("api-a=0.5 api-b=-0.5", "1", "2")]
    [InlineData("api-a=0", "1", "-")]
    [InlineData("api-a=0", "1e400")]
    public async Task Average_WeightsThatAddUpToNothing_SaysSo(string weights, params string[] answers)
    {
        var combined = await Combined.ByAsync("average", Weights(weights), answers);

        Assert.Null(combined.Value);
        Assert.Equal("Average has nothing to divide by: the weights of the sources that have a value add up to 0.", combined.Reason);
    }

    [Theory]
    [InlineData("sum", "api-a=2", "2E+300", "1e300", "1")]
    [InlineData("sum", "api-a=1000000000", "5E+37", "5e28", "1")]
    [InlineData("average", "api-a=3 api-b=1", "7.5E+299", "1e300", "0")]
    [InlineData("sum", "api-a=0", "0.1", "1e400", "0.1")]
    public Task Combine_BeyondDecimal_GoesOnInDoubleUnlessItDoesNotCount(string combiner, string weights, string expected, params string[] answers) =>
        AssertValueAsync(combiner, weights, expected, answers);

    [Fact]
    public async Task Combine_TextOfNoWeight_IsStillOfTheWrongKind() =>
        Assert.Equal("Sum needs numbers, and api-b answered with text.", (await Combined.ByAsync("sum", Weights("api-b=0"), ["1", "\"x\""])).Reason);

    [Fact]
    public async Task CombinerOfOnesOwn_Board_TellsItTheWeightOfEachSource()
    {
        var combined = await Combined.ByAsync("own", Weights("api-b=2.5"), ["1", "1"], services => services.AddCombiner<OwnCombiner>("own"));
        Assert.Equal("1, 2.5", combined.Value?.GetString());
    }

    private static Dictionary<string, decimal> Weights(string text) => text.Split(' ').Select(part => part.Split('=')).ToDictionary(
        part => part[0], part => decimal.Parse(part[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    private static async Task AssertValueAsync(string combiner, string weights, string expected, string[] answers)
    {
        var combined = await Combined.ByAsync(combiner, Weights(weights), answers);

        Assert.Null(combined.Reason);
        Assert.Equal(expected, combined.Value?.GetRawText());
    }

    private sealed class OwnCombiner : ICombiner
    {
        public ValueTask<CombinedValue> CombineAsync(CombineContext context, CancellationToken cancellationToken) => ValueTask.FromResult(CombinedValue.Of(
            string.Join(", ", context.Results.Select(result => context.Board.WeightOf(result.Source).ToString(CultureInfo.InvariantCulture)))));
    }
}
