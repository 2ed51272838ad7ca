using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Aggregator.Web.Presentation;

namespace Aggregator.Tests.Aggregation;

public sealed class AggregateResultTests
{
    [Theory]
    [InlineData("ok ok", RunStatus.Complete)]
    [InlineData("ok timeout", RunStatus.Partial)]
    [InlineData("timeout timeout", RunStatus.Failed)]
    [InlineData("ok required:timeout", RunStatus.Failed)]
    [InlineData("required:ok timeout", RunStatus.Partial)]
    public void Status_SomeSourcesMissing_IsComputed(string sources, RunStatus expected) => Assert.Equal(expected, Result(sources).Status);

    [Theory]
    [InlineData("ok ok timeout", 2, RunStatus.Partial)]
    [InlineData("ok ok timeout", 3, RunStatus.Failed)]
    [InlineData("ok timeout timeout", 2, RunStatus.Failed)]
    public void Status_FewerThanTheMinimum_IsFailed(string sources, int minimum, RunStatus expected) =>
        Assert.Equal(expected, Result(sources, minimum).Status);

    [Theory]
    [InlineData("ok", "timeout", RunStatus.Failed, "This run failed: api-b has no value.")]
    [InlineData("timeout", "ok", RunStatus.Partial, null)]
    [InlineData("ok", "ok", RunStatus.Complete, null)]
    public void Status_OnlyOneSourceIsWanted_IsThatOnes(string login, string wanted, RunStatus expected, string? why)
    {
        var a = One("api-a", $"required:{login}");
        var b = TestData.Source("api-b", options => options.Url = "http://127.0.0.1:9/{sources.api-a}");
        var run = Result("ok") with
        {
            Board = TestData.Board(a.Source, b).Only(b),
            Sources = [a, wanted is "ok" ? TestData.Ok(b, "1") : TestData.Failed(b, Reason.Timeout)],
        };

        Assert.Equal(expected, run.Status);
        Assert.Equal(why, Sentences.WhyFailed(run));
    }

    [Theory]
    [InlineData("deadline deadline", true)]
    [InlineData("timeout deadline", true)]
    [InlineData("timeout timeout", false)]
    [InlineData("ok deadline", false)]
    [InlineData("required:timeout deadline", false)]
    [InlineData("timeout required:deadline", true)]
    public void HasDeadlineMadeItFail_OnlyWhereMoreTimeCouldHaveHelped(string sources, bool expected) =>
        Assert.Equal(expected, Result(sources).HasDeadlineMadeItFail);

    [Fact]
    public void Saved_ElapsedLongerThanTheCalls_IsNotNegative()
    {
        var result = Result("ok") with { Elapsed = TimeSpan.FromSeconds(1) };
        Assert.Equal(TimeSpan.Zero, result.Saved);
    }

    private static AggregateResult Result(string sources, int minimum = 1)
    {
        var results = sources.Split(' ').Select((text, i) => One($"api-{i}", text)).ToArray();
        return new AggregateResult
        {
            Board = new Board
            {
                Name = "default",
                Title = "",
                Combine = "none",
                Deadline = TimeSpan.FromSeconds(10),
                Revision = "",
                Sources = [.. results.Select(result => result.Source)],
                MinimumSources = minimum,
            },
            Sources = results,
            Result = CombinedValue.None,
            StartedAt = default,
            Elapsed = TimeSpan.Zero,
        };
    }

    private static SourceResult One(string name, string text)
    {
        var source = TestData.Source(name, (SourceOptions options) => options.Required = text.StartsWith("required:", StringComparison.Ordinal));
        return text.Split(':')[^1] switch
        {
            "ok" => TestData.Ok(source, "1"),
            "deadline" => TestData.Failed(source, Reason.Deadline),
            "timeout" => TestData.Failed(source, Reason.Timeout),
            var other => throw new ArgumentException(other, nameof(text)),
        };
    }
}
