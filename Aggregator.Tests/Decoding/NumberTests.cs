using Aggregator.Core.Decoding;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Decoding;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0.1", "3", "0.3")]
    [InlineData("0.07", "100", "7")]
    [InlineData("1500", "0.001", "1.5")]
    [InlineData("12345678901234567890", "0.001", "12345678901234567.89")]
    [InlineData("12345678901234567890", "-1", "-12345678901234567890")]
    [InlineData("1e-7", "0.1", "0.00000001")]
    [InlineData("0", "1000", "0")]
    [InlineData("-0.0", "1000", "0")]
    public void Times_InDecimalsRange_IsExactAndEndsWithItsLastDigit(string number, string factor, string expected)
    {
        var product = Number.Of(TestData.Json(number)).Times(TestData.Json(factor).GetDecimal());

        Assert.NotNull(product.Exact);
        Assert.Equal(expected, product.ToJson()?.GetRawText());
    }

    [Theory]
    [InlineData("1e-30", "2", 2e-30)]
    [InlineData("1e-20", "0.00000000000000000001", 1e-40)]
    [InlineData("1e28", "1000", 1e31)]
    [InlineData("79228162514264337593543950335", "10", 7.9228162514264337e29)]
    [InlineData("1e300", "0.001", 1e297)]
    public void Times_OutOfDecimalsRange_IsADouble(string number, string factor, double expected)
    {
        var product = Number.Of(TestData.Json(number)).Times(TestData.Json(factor).GetDecimal());

        Assert.Null(product.Exact);
        Assert.InRange(product.ToJson()!.Value.GetDouble() / expected, 1 - 1e-12, 1 + 1e-12);
    }

    [Theory]
    [InlineData("1e400", "0.001")]
    [InlineData("-1e400", "1")]
    [InlineData("1e308", "10")]
    public void Times_OutOfEveryRange_IsNoJson(string number, string factor) =>
        Assert.Null(Number.Of(TestData.Json(number)).Times(TestData.Json(factor).GetDecimal()).ToJson());

    [Theory]
    [InlineData("0.3", "0.3", 0)]
    [InlineData("0.29999999999999999", "0.3", -1)]
    [InlineData("1e-30", "0", 1)]
    [InlineData("1e400", "79228162514264337593543950335", 1)]
    [InlineData("-1e400", "0", -1)]
    public void CompareTo_AnyNumber_KnowsWhichIsGreater(string number, string other, int expected) =>
        Assert.Equal(expected, Number.Of(TestData.Json(number)).CompareTo(TestData.Json(other).GetDecimal()));
}
