using Aggregator.Tests.Support;

namespace Aggregator.Tests.Combining;

public sealed class NumericCombinerTests
{
    [Theory]
    [InlineData("sum", "6")]
    [InlineData("average", "2")]
    [InlineData("median", "1")]
    [InlineData("min", "-1")]
    [InlineData("max", "6")]
    public Task Combine_Numbers_IsTheFigure(string combiner, string expected) => Combined.AssertValueAsync(combiner, expected, "6", "-1", "1");

    [Theory]
    [InlineData("sum", "5")]
    [InlineData("average", "2.5")]
    [InlineData("median", "2.5")]
    [InlineData("min", "-1")]
    [InlineData("max", "6")]
    public Task Combine_SomeSourcesFailed_IsTheFigureOfTheRest(string combiner, string expected) =>
        Combined.AssertValueAsync(combiner, expected, "-", "6", "-", "-1", "-");

    [Theory]
    [InlineData("sum")]
    [InlineData("average")]
    [InlineData("median")]
    [InlineData("min")]
    [InlineData("max")]
    public async Task Combine_OneSource_IsItsNumberWithItsDigits(string combiner)
    {
        await Combined.AssertValueAsync(combiner, "1.10", "1.10");
        await Combined.AssertValueAsync(combiner, "12345678901234567890", "12345678901234567890");
    }

    [Fact]
    public Task Combine_TextsThatAreNumbers_CountAsNumbers() => Combined.AssertValueAsync("sum", "12345678901234567891.55", "\"12345678901234567890.25\"", "\" 1 \"", "0.3");

    [Theory]
    [InlineData("sum", "Sum")]
    [InlineData("average", "Average")]
    [InlineData("median", "Median")]
    [InlineData("min", "Min")]
    [InlineData("max", "Max")]
    public async Task Combine_NoSourceAnswered_SaysSo(string combiner, string title)
    {
        await Combined.AssertReasonAsync(combiner, "No source has a value to combine.");
        await Combined.AssertReasonAsync(combiner, "No source has a value to combine.", Combined.Missing, Combined.Missing);
        await Combined.AssertReasonAsync(combiner, $"{title} needs numbers, and api-b answered with text.", Combined.Missing, "\"one\"");
    }

    [Theory]
    [InlineData("\"one\"", "text")]
    [InlineData("\"007\"", "text")]
    [InlineData("\"1,5\"", "text")]
    [InlineData("\"\"", "text")]
    [InlineData("true", "true or false")]
    [InlineData("false", "true or false")]
    [InlineData("[ 1, \"one\" ]", "a list that holds text")]
    [InlineData("[ [ { \"value\": 1 } ] ]", "a list that holds an object")]
    [InlineData("""{ "value": 1 }""", "an object")]
    public async Task Combine_OtherKind_NamesTheCombinerTheSourceAndTheKind(string answer, string kind)
    {
        await Combined.AssertReasonAsync("sum", $"Sum needs numbers, and api-b answered with {kind}.", "1", answer, "2");
        await Combined.AssertReasonAsync("average", $"Average needs numbers, and api-b answered with {kind}.", "1", answer, "2");
        await Combined.AssertReasonAsync("median", $"Median needs numbers, and api-b answered with {kind}.", "1", answer, "2");
        await Combined.AssertReasonAsync("min", $"Min needs numbers, and api-b answered with {kind}.", "1", answer, "2");
        await Combined.AssertReasonAsync("max", $"Max needs numbers, and api-b answered with {kind}.", "1", answer, "2");
    }

    [Fact]
    public Task Combine_SeveralOfOtherKinds_NamesTheFirstOfTheBoard() =>
        Combined.AssertReasonAsync("sum", "Sum needs numbers, and api-b answered with a list that holds true or false.", "1", "[true]", "\"x\"", "{}");

    [Theory]
    [InlineData("sum", "10")]
    [InlineData("average", "2.5")]
    [InlineData("median", "2.5")]
    [InlineData("min", "1")]
    [InlineData("max", "4")]
    public async Task Combine_Lists_CountEachOfTheirNumbers(string combiner, string expected)
    {
        await Combined.AssertValueAsync(combiner, expected, "[1, 2]", "3", "[\"4\"]", "[]");
        await Combined.AssertValueAsync(combiner, expected, "[[1, [2]], [], 3]", Combined.Missing, "4");
        await Combined.AssertValueAsync(combiner, expected, "[null, 1, 2, null, 3, 4]");
    }

    [Fact]
    public async Task Combine_ListsOfManyNumbers_CountToALimit()
    {
        var most = $"[{string.Join(',', Enumerable.Repeat("0.1", 100_000))}]";

        await Combined.AssertValueAsync("sum", "10000.0", most);
        await Combined.AssertReasonAsync("sum", "Sum takes at most 100,000 numbers, and the lists hold more.", most, "1");
    }

    [Theory]
    [InlineData("sum", "0", "Sum")]
    [InlineData("average", null, "Average")]
    [InlineData("median", null, "Median")]
    [InlineData("min", null, "Min")]
    [InlineData("max", null, "Max")]
    public async Task Combine_ListsWithoutANumber_AddUpToNothingAndHaveNoOtherFigure(string combiner, string? expected, string title)
    {
        var reason = $"{title} needs numbers, and there is none in the lists.";
        await Combined.AssertReasonAsync(combiner, reason, "[null]", "[]");
        await (expected is null ? Combined.AssertReasonAsync(combiner, reason, "[]", "[[]]") : Combined.AssertValueAsync(combiner, expected, "[]", "[[]]"));
    }

    [Theory]
    [InlineData("sum", "0.3", "0.1", "0.2")]
    [InlineData("sum", "0.3000", "0.1000", "0.2")]
    [InlineData("sum", "0.0", "0.1", "-0.1")]
    [InlineData("average", "0.15", "0.1", "0.2")]
    [InlineData("median", "0.15", "0.1", "0.2")]
    [InlineData("max", "0.30000000000000000001", "0.3", "0.30000000000000000001")]
    [InlineData("min", "0.3", "0.30000000000000000001", "0.3")]
    [InlineData("sum", "12345678901234567891", "12345678901234567890", "1")]
    [InlineData("sum", "1000.5", "1e3", "5E-1")]
    public Task Combine_DecimalFractions_IsExact(string combiner, string expected, string a, string b) => Combined.AssertValueAsync(combiner, expected, a, b);

    [Theory]
    [InlineData("5", "5")]
    [InlineData("2", "3", "1", "2")]
    [InlineData("2.5", "4", "1", "3", "2")]
    [InlineData("3", "9", "1", "3", "2", "8")]
    [InlineData("2", "2", "2", "2", "2")]
    [InlineData("10", "9", "10", "100")]
    public Task Median_AnyNumberOfValues_IsTheMiddleOrTheMeanOfTheTwoInTheMiddle(string expected, params string[] answers) =>
        Combined.AssertValueAsync("median", expected, answers);

    [Theory]
    [InlineData("sum", "1E+29", "5e28", "5e28")]
    [InlineData("average", "7.5E+28", "7.5e28", "7.5e28")]
    [InlineData("median", "7.5E+28", "7.5e28", "7.5e28")]
    [InlineData("max", "1E+300", "1e300", "1")]
    [InlineData("min", "-1E+300", "-1e300", "1")]
    [InlineData("min", "1", "1e400", "1")]
    public Task Combine_BeyondDecimal_GoesOnInDouble(string combiner, string expected, string a, string b) => Combined.AssertValueAsync(combiner, expected, a, b);

    [Theory]
    [InlineData("sum", "2E-30", "1e-30", "1e-30")]
    [InlineData("min", "1E-30", "1e-30", "2e-30")]
    [InlineData("max", "1.2345E-27", "1.2345e-27", "0")]
    public Task Combine_BelowDecimal_GoesOnInDouble(string combiner, string expected, string a, string b) => Combined.AssertValueAsync(combiner, expected, a, b);

    [Theory]
    [InlineData("sum", "Sum", "1e400", "1")]
    [InlineData("sum", "Sum", "1e308", "1e308")]
    [InlineData("sum", "Sum", "1e400", "-1e400")]
    [InlineData("average", "Average", "-1e400", "1")]
    [InlineData("median", "Median", "1e400", "1")]
    [InlineData("max", "Max", "1e400", "1")]
    [InlineData("min", "Min", "-1e400", "1")]
    [InlineData("max", "Max", "1e999999999999999999999", "1")]
    public Task Combine_BeyondDouble_IsRefused(string combiner, string title, string a, string b) =>
        Combined.AssertReasonAsync(combiner, $"{title} is beyond the largest number.", a, b);
}
