using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using static Aggregator.Tests.Aggregation.StartedCalls;

namespace Aggregator.Tests.Aggregation;

/// <summary>When calls begin that need each other's answers, and what their times add up to: on a clock that stands still unless the test turns it.</summary>
public sealed class DependencyTimingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly StartedCalls _calls = new();

    [Fact]
    public async Task Stream_Diamond_TakesItsLongestPathAndYieldsInTheOrderOfArrival()
    {
        var run = new Run(TestData.Board(Source("bottom", "left", "right"), Source("left", "top"), Source("right", "top"), Source("top"), Source("free")));
        var arrived = new List<string>();
        var reading = ReadAsync(run, arrived);

        var first = await _calls.NextAsync(2);
        Assert.Equal(["free", "top"], first.Keys.Order(StringComparer.Ordinal));
        _calls.Time.Advance(Second);
        first["top"].Answer(1);
        var middle = await _calls.NextAsync(2);
        Assert.Equal(["left", "right"], middle.Keys.Order(StringComparer.Ordinal));
        _calls.Time.Advance(Second);
        middle["right"].Answer(2);
        middle["left"].Answer(3);
        var last = await _calls.NextAsync();
        Assert.False(_calls.HasMore);
        _calls.Time.Advance(Second);
        first["free"].Answer(4);
        last.Answer(5);
        await reading;

        Assert.Equal("top", arrived[0]);
        Assert.Equal(["left", "right"], arrived[1..3].Order(StringComparer.Ordinal));
        Assert.Equal(3 * Second, run.Result.Elapsed);
        Assert.Equal(7 * Second, run.Result.Sequential);
        Assert.Equal(4 * Second, run.Result.Saved);
        Assert.Equal("free", run.Result.Slowest?.Source.Name);
        Assert.Equal([2 * Second, Second, Second, TimeSpan.Zero, TimeSpan.Zero], run.Result.Sources.Select(source => source.Start));
    }

    [Fact]
    public async Task Stream_DeadlineComesFirst_CutsOffWhoeverWaitsAndCallsNothingMore()
    {
        var next = TestData.Source("next", options => (options.Url, options.Required) = ("http://127.0.0.1:9/{sources.top}", true));
        var run = new Run(TestData.Board(next, Source("top"), Source("free")));
        var reading = ReadAsync(run, []);

        (await _calls.NextAsync(2))["free"].Answer(1);
        _calls.Time.Advance(TimeSpan.FromSeconds(10));
        await reading;

        var waited = run.Result.Sources[0];
        Assert.Equal((Reason.Deadline, "top", TimeSpan.Zero), (waited.Reason, waited.DependencyFailure?.Source?.Name, waited.Duration));
        Assert.Equal(Reason.Deadline, run.Result.Sources[1].Reason);
        Assert.True(run.Result.HasDeadlineMadeItFail);
        Assert.False(_calls.HasMore);
    }

    [Fact]
    public async Task Stream_ViewerLeavesWhileSomethingWaits_EndsAndCallsNothingMore()
    {
        using var viewer = new CancellationTokenSource();
        var standby = TestData.Source("standby");
        var top = TestData.Source("top", options => options.Fallback.Source = "standby");
        var board = new Board
        {
            Name = "default",
            Title = "",
            Sources = [Source("next", "top"), top],
            Standbys = new Dictionary<string, Source>(StringComparer.Ordinal) { ["standby"] = standby },
            Combine = CombinerRegistration.None,
            Deadline = TimeSpan.FromSeconds(10),
            MinimumSources = 1,
            Revision = "",
        };
        var reading = ReadAsync(new Run(board), [], viewer.Token);
        await _calls.NextAsync();

        await AssertLeavingEndsAsync(viewer, reading);
    }

    [Fact]
    public async Task Stream_ViewerLeavesInTheMiddleOfAList_EndsAndCallsNoElementMore()
    {
        using var viewer = new CancellationTokenSource();
        var reading = ReadAsync(new Run(TestData.Board(Source("list"), Each("each", "list"), Source("last", "each"))), [], viewer.Token);
        (await _calls.NextAsync()).Answer("[1,2,3,4,5,6,7,8]");
        for (var i = 0; i < 5; i++)
        {
            await _calls.NextAsync();
        }

        await AssertLeavingEndsAsync(viewer, reading);
    }

    [Fact]
    public async Task Stream_TwentyElements_CallsFiveAtOnceAndTheNextAsSoonAsOneEnds()
    {
        var run = new Run(TestData.Board(Source("list"), Each("each", "list")));
        var reading = ReadAsync(run, []);
        (await _calls.NextAsync()).Answer($"[{string.Join(',', Enumerable.Range(1, 57))}]");

        for (var round = 0; round < 4; round++)
        {
            var five = new List<Started>();
            for (var i = 0; i < 5; i++)
            {
                five.Add(await _calls.NextAsync());
            }

            Assert.False(_calls.HasMore);
            _calls.Time.Advance(Second);
            foreach (var call in five)
            {
                Assert.InRange(_calls.UnderWay, 1, 5);
                call.Answer(round);
            }
        }

        await reading;
        var each = run.Result.Sources[1];
        Assert.Equal((20, 37, 4 * Second, 20 * Second), (each.Elements?.Count, each.LeftOut, each.Duration, each.Sequential));
        Assert.Equal(RunStatus.Complete, run.Result.Status);
        Assert.Equal(20 * Second, run.Result.Sequential);
        Assert.Equal([0, 1, 2, 3], each.Elements!.Select(element => (int)element.Start.TotalSeconds).Distinct().Order());
    }

    [Fact]
    public async Task Stream_DeadlineInTheMiddleOfAList_KeepsTheValuesThereAre()
    {
        var run = new Run(TestData.Board(Source("list"), Each("each", "list", options => options.ForEach.MaxConcurrency = 1)));
        var reading = ReadAsync(run, []);
        (await _calls.NextAsync()).Answer("[1,2,3]");
        (await _calls.NextAsync()).Answer(7);
        await _calls.NextAsync();

        _calls.Time.Advance(TimeSpan.FromSeconds(10));
        await reading;

        var each = run.Result.Sources[1];
        Assert.Equal("[7,null,null]", each.Value?.GetRawText());
        Assert.Equal([null, Reason.Timeout, Reason.Deadline], each.Elements!.Select(element => element.Reason));
        Assert.Equal(TimeSpan.Zero, each.Elements![2].Duration);
        Assert.Equal(TimeSpan.FromSeconds(10), each.Sequential);
        Assert.Equal(RunStatus.Partial, run.Result.Status);
        Assert.False(_calls.HasMore);
    }

    [Fact]
    public async Task Stream_DeadlineBeforeTheFallback_TakesTheFixedValue()
    {
        var run = new Run(TestData.Board(TestData.Source("a", options => (options.Fallback.Value, options.Timeout) = ("0", TimeSpan.FromSeconds(20)))));
        var reading = ReadAsync(run, []);
        await _calls.NextAsync();

        _calls.Time.Advance(TimeSpan.FromSeconds(10));
        await reading;

        Assert.Equal(("0", Reason.Deadline), (run.Result.Sources[0].Value?.GetRawText(), run.Result.Sources[0].Substitute?.Missing));
    }

    /// <summary>Nothing of a run outlives its viewer.</summary>
    private async Task AssertLeavingEndsAsync(CancellationTokenSource viewer, Task reading)
    {
        await viewer.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(0, _calls.UnderWay);
        Assert.False(_calls.HasMore);
    }

    private async Task ReadAsync(Run run, List<string> arrived, CancellationToken? viewer = null)
    {
        await foreach (var result in _calls.Engine.StreamAsync(run, viewer ?? TestContext.Current.CancellationToken))
        {
            arrived.Add(result.Source.Name);
        }
    }
}
