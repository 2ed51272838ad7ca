using Aggregator.Compare;

namespace Aggregator.Tests.Bench;

public sealed class CompareOptionsTests
{
    [Fact]
    public void Accepts_Nothing_AndMeasuresAllButGrowth()
    {
        var options = CompareOptions.Parse([])!;

        Assert.Equal(Contenders.Names, options.Contenders);
        Assert.Equal(Enum.GetValues<Part>().Except([Part.Growth]).ToHashSet(), options.Parts);
    }

    [Fact]
    public void Accepts_EveryOption()
    {
        var options = CompareOptions.Parse(["--rounds", "2", "--seconds", "4", "--warmup", "0", "--only", "jsons,growth", "--peers", "a,aggregator"])!;

        Assert.Equal((2, TimeSpan.FromSeconds(4), TimeSpan.Zero), (options.Rounds, options.Time, options.WarmUp));
        Assert.Equal([Part.Jsons, Part.Growth], options.Parts);
        Assert.Equal(["a", "aggregator"], options.Contenders);
    }

    [Theory]
    [InlineData("--rounds", "0")]
    [InlineData("--seconds", "x")]
    [InlineData("--warmup")]
    [InlineData("--only", "json")]
    [InlineData("--only", "3")]
    [InlineData("--peers", "b,z")]
    [InlineData("--fast", "1")]
    public void Rejects_WhatItDoesNotKnow(params string[] args) => Assert.Null(CompareOptions.Parse(args));
}
