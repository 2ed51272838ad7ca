using Aggregator.Core.Aggregation;
using Aggregator.Tests.Support;
using Aggregator.Web.Components;
using Bunit;

namespace Aggregator.Tests.Web.Components;

public sealed class LastRunLineTests : ComponentContext
{
    [Theory]
    [InlineData(59, "50 s ago")]
    [InlineData(9.99, "9 s ago")]
    [InlineData(3599, "59 min ago")]
    [InlineData(7200, "2 h ago")]
    [InlineData(200_000, "2 d ago")]
    public void LastRunLine_Run_SaysHowItWentWhenAndHowLongAgo(double seconds, string ago)
    {
        var run = KnownRun.Create();
        var runs = new LastRuns(TimeProvider.System);
        runs.Note(run);
        var line = Render<LastRunLine>(parameters => parameters.Add(c => c.Run, runs.Find(run.Board)).Add(c => c.Age, TimeSpan.FromSeconds(seconds)));

        Assert.Equal("partial", Text(line, ".look"));
        Assert.Equal("look look-degraded", line.Find(".look").ClassName);
        Assert.Single(line.FindAll(".look svg[aria-hidden=true] path"));
        Assert.Equal($"2 of 3 sources at 08:00:02 UTC, {ago}", Text(line, ".tabular"));
        Assert.Equal("2026-11-22T08:00:02.003Z", line.Find("time").GetAttribute("datetime"));
    }

    [Fact]
    public void LastRunLine_NoRun_SaysSo() => Assert.Equal("not run yet", Text(Render<LastRunLine>(), ".look"));
}
