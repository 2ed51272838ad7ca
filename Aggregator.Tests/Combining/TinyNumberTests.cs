using Aggregator.Tests.Support;

namespace Aggregator.Tests.Combining;

/// <summary>Numbers that decimal cannot hold without losing them.</summary>
public sealed class TinyNumberTests
{
    [Theory]
    [InlineData("sum", "2E-30", "1e-30", "1e-30")]
    [InlineData("min", "1E-30", "1e-30", "2e-30")]
    [InlineData("max", "1.2345E-27", "1.2345e-27", "0")]
    public async Task Combine_BelowDecimal_GoesOnInDouble(string combiner, string expected, string a, string b) =>
        Assert.Equal(expected, (await Combined.ByAsync(combiner, [a, b])).Value?.GetRawText());
}
