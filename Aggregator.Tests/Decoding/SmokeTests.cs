namespace Aggregator.Tests.Decoding;
public sealed class SmokeTests
{
    [Fact]
    public void Runs() => Assert.Equal("1", Support.TestData.Json("1").GetRawText());
}
