using Aggregator.Core.Combining;

namespace Aggregator.Tests.Combining;

public sealed class CombinedValueTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Of_NumberThatJsonCannotWrite_IsRefused(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => CombinedValue.Of(value));

    [Fact]
    public void Of_Decimal_KeepsItsDigits() => Assert.Equal("1.2300", CombinedValue.Of(1.2300m).Value?.GetRawText());

    [Fact]
    public void Of_Text_IsJsonText() => Assert.Equal("<b>\u0001\"", CombinedValue.Of("<b>\u0001\"").Value?.GetString());

    [Fact]
    public void Failed_Reason_HasNoValue()
    {
        var failed = CombinedValue.Failed("Because.");

        Assert.Null(failed.Value);
        Assert.Equal("Because.", failed.Reason);
    }
}
