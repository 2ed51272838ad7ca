using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Aggregator.Web.Components;
using Bunit;

namespace Aggregator.Tests.Web.Components;

public sealed class WaterfallTests : ComponentContext
{
    private readonly AggregateResult _run = KnownRun.Create();

    [Fact]
    public void Waterfall_Rows_HoldTheNumbers()
    {
        var waterfall = Waterfall(_run);

        Assert.Equal("Where the time went, from the start of the run; the deadline is at 10.00 s", Text(waterfall, "caption"));
        Assert.Equal(["API A ok 0 ms 2.00 s", "API B degraded 0 ms 1.00 s", "API C off 0 ms 1 ms"], Texts(waterfall, "tbody tr"));
        Assert.Equal(["Source", "Status", "Start", "Duration", "Timeline from 0 to 2.00 s"], Texts(waterfall, "thead th"));
        Assert.Equal(["API A", "API B", "API C"], waterfall.FindAll("tbody th").Select(heading => heading.GetAttribute("title")));
        Assert.All(waterfall.FindAll("svg"), svg => Assert.NotNull(svg.Closest("[aria-hidden=true]")));
    }

    [Fact]
    public void Waterfall_Bars_ShowEachAttemptOnOneScale()
    {
        var bars = Waterfall(_run).FindAll("tbody tr:nth-child(2) rect");

        Assert.Equal(["connect", "wait", "wait", "read"], bars.Select(bar => bar.GetAttribute("class")));
        Assert.Equal(["0.01%", "0.04%", "25.13%", "50.11%"], bars.Select(bar => bar.GetAttribute("x")));
        Assert.Equal(["0.02%", "19.94%", "24.98%", "0.01%"], bars.Select(bar => bar.GetAttribute("width")));
    }

    [Fact]
    public void Waterfall_RequestBesideAnother_HasABarOfItsOwnAndAWordInTheLegend()
    {
        var waterfall = Waterfall(_run with { Sources = [KnownRun.Hedged] });

        Assert.Equal(["wait beside", "wait", "read"], waterfall.FindAll("tbody rect").Select(bar => bar.GetAttribute("class")));
        Assert.Equal(["connect", "wait", "read", "asked twice, the other request"], Texts(waterfall, ".legend span"));
        Assert.Equal(3, Waterfall(_run).FindAll(".legend span").Count);
    }

    [Fact]
    public void Waterfall_CallThatWasJoined_BeginsAtTheLeftEdge()
    {
        var joined = _run.Sources[0] with { Start = TimeSpan.FromSeconds(-1.5), Origin = Origin.Shared };
        var late = _run.Sources[1] with { Start = TimeSpan.FromSeconds(-0.0001) };
        var waterfall = Waterfall(_run with { Elapsed = TimeSpan.FromSeconds(2.5), Sources = [joined, late, _run.Sources[2]] });

        Assert.Equal(["API A ok -1.50 s 2.00 s", "API B degraded 0 ms 1.00 s"], Texts(waterfall, "tbody tr").Take(2));
        Assert.Equal(["0.00%", "0.02%", "50.02%"], waterfall.FindAll("tbody tr:nth-child(1) rect").Select(bar => bar.GetAttribute("x")));
        Assert.Equal(["0.02%", "50.00%", "0.01%"], waterfall.FindAll("tbody tr:nth-child(1) rect").Select(bar => bar.GetAttribute("width")));
        Assert.Equal(3, waterfall.FindAll("tbody line.start").Count);
        Assert.Equal("Timeline from -1.50 s to 2.50 s", Text(waterfall, "thead .bars"));
        Assert.Equal("37.50%", waterfall.Find("tbody tr:nth-child(2) rect").GetAttribute("x"));
    }

    [Fact]
    public void Waterfall_RunThatReachedItsDeadline_DrawsTheLine()
    {
        Assert.Empty(Waterfall(_run).FindAll("line"));
        Assert.Equal(3, Waterfall(_run with { Elapsed = TimeSpan.FromSeconds(10) }).FindAll("tbody line.deadline").Count);
    }

    private IRenderedComponent<Waterfall> Waterfall(AggregateResult run) => Render<Waterfall>(parameters => parameters.Add(c => c.Run, run));
}
