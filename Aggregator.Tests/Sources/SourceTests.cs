using Aggregator.Tests.Support;

namespace Aggregator.Tests.Sources;

public sealed class SourceTests
{
    [Fact]
    public void Compile_MinimalSource_HasTheDefaults()
    {
        var source = Configured.Catalog("""{ "Sources": { "weather": { "Url": "http://a.test/x" } } }""").Find("default")!.Sources[0];

        Assert.Equal(("weather", "weather", "http://a.test/x"), (source.Name, source.Title, source.Url.AbsoluteUri));
        Assert.Equal(TimeSpan.FromSeconds(5), source.Timeout);
        Assert.Null(source.AttemptTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), source.ConnectTimeout);
        Assert.Equal(2, source.Attempts);
        Assert.Equal(1024 * 1024, source.MaxResponseBytes);
        Assert.Equal(256, source.MaxConcurrency);
        Assert.True(source.IsShared);
        Assert.False(source.IsRequired);
        Assert.Equal("""{ "value": 1.10 }""", source.Decoder.Decode("""{ "value": 1.10 }"""u8.ToArray(), null)?.GetRawText());
    }

    [Fact]
    public void Compile_MinimalSource_HasTheDefaultCircuitBreaker()
    {
        var breaker = Configured.Catalog("""{ "Sources": { "weather": { "Url": "http://a.test/" } } }""").Find("default")!.Sources[0].CircuitBreaker;

        Assert.True(breaker.Enabled);
        Assert.Equal((0.5, 5), (breaker.FailureRatio, breaker.MinimumThroughput));
        Assert.Equal((30, 5, 60), (breaker.SamplingDuration.TotalSeconds, breaker.BreakDuration.TotalSeconds, breaker.MaxBreakDuration.TotalSeconds));
    }

    [Theory]
    [InlineData("00:00:10", 3)]
    [InlineData("00:00:03", 3)]
    [InlineData("00:00:02", 2)]
    public void Compile_NoConnectTimeout_TakesTheDefaultOrTheTimeoutWhereThatIsShorter(string timeout, double seconds)
    {
        var source = TestData.Source(configure: options => options.Timeout = TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(seconds, source.ConnectTimeout.TotalSeconds);
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(4.999, 4.999)]
    [InlineData(5, null)]
    public void Compile_AttemptTimeout_CountsOnlyWhereItIsShorterThanTheTimeout(double attempt, double? seconds)
    {
        var source = TestData.Source(configure: options => options.AttemptTimeout = TimeSpan.FromSeconds(attempt));

        Assert.Equal(seconds, source.AttemptTimeout?.TotalSeconds);
    }

    [Fact]
    public void Compile_AddressOfTheDemo_StaysRelative()
    {
        var source = TestData.Source(configure: options => options.Url = "/demo/random?delay=2s");

        Assert.False(source.Url.IsAbsoluteUri);
        Assert.Equal("/demo/random?delay=2s", source.Url.OriginalString);
    }
}
