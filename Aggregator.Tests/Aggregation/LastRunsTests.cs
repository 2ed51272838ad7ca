using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Aggregation;

/// <summary>What is kept of the last run of a board, and for how long.</summary>
public sealed class LastRunsTests
{
    private const string Section =
        """
        { "Sources": { "a": { "Url": "http://a.test/" }, "b": { "Url": "http://b.test/" }, "c": { "Url": "http://c.test/" } },
          "Boards": { "main": { "Sources": [ "a", "b" ] }, "other": { "Sources": [ "c" ] } } }
        """;

    private readonly EngineHost _host = new();

    private static CancellationToken Viewer => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_WholeRun_TellsHowItWentAndWhenItEnded()
    {
        var board = _host.Board;
        Assert.Null(_host.LastRuns.Find(board));
        var run = _host.Engine().RunAsync(new Run(board), Viewer);
        Assert.Null(_host.LastRuns.Find(board));
        _host.Time.Advance(TimeSpan.FromSeconds(2));
        _host.AnswerA.SetResult(TestData.Ok(_host.A, "1"));
        _host.AnswerB.SetResult(TestData.Failed(_host.B, Reason.BadStatus));
        await run;
        _host.Time.Advance(TimeSpan.FromMinutes(4));

        var last = _host.LastRuns.Find(board)!;
        Assert.Equal((RunStatus.Partial, 1, 2, false), (last.Status, last.Answered, last.Sources, last.HasNoResult));
        Assert.Equal(_host.Time.Start.AddSeconds(2), last.EndedAt);
        Assert.Equal(TimeSpan.FromMinutes(4), _host.LastRuns.AgeOf(last));
    }

    [Fact]
    public async Task Find_RunThatAViewerLeft_IsTheOneBefore()
    {
        using var viewer = new CancellationTokenSource();
        var board = _host.Board;
        var run = _host.Engine().RunAsync(new Run(board), viewer.Token);
        await viewer.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Null(_host.LastRuns.Find(board));
    }

    [Fact]
    public async Task Find_RunOfOneSource_DoesNotCount()
    {
        var board = TestData.Board(_host.A);
        _host.AnswerA.SetResult(TestData.Ok(_host.A, "1"));
        var run = await _host.Engine().RunAsync(new Run(board.Only(_host.A)), Viewer);

        Assert.Equal(RunStatus.Complete, run.Status);
        Assert.Null(_host.LastRuns.Find(board));
    }

    [Theory]
    [InlineData("Berlin", true)]
    [InlineData("Rome", false)]
    public async Task Find_RunWithParameters_CountsWhereTheyAreTheDefaults(string city, bool counts)
    {
        using var services = Configured.Services(Configured.Configuration(
            """
            { "Sources": { "api-a": { "Url": "http://a.test/{query.city}" } },
              "Boards": { "main": { "Sources": [ "api-a" ], "Parameters": { "city": { "Default": "Berlin" } } } } }
            """));
        var compiled = services.GetRequiredService<BoardCatalog>().Current.Find("main")!;
        var board = new Board
        {
            Name = "main", Title = "", Combine = "none", Deadline = TimeSpan.FromSeconds(10), Revision = "", Sources = [_host.A], MinimumSources = 1, Parameters = compiled.Parameters,
        };
        _host.AnswerA.SetResult(TestData.Ok(_host.A, "1"));
        await foreach (var _ in _host.Engine().StreamAsync(new Run(board, new Dictionary<string, string> { ["City"] = city }), Viewer))
        {
            // The run collects the results itself.
        }

        Assert.Equal(counts, _host.LastRuns.Find(board) is not null);
    }

    [Fact]
    public void Find_ResultThatIsBadOrMissing_IsKnown()
    {
        var bad = KnownRun.WithThresholds(1);
        _host.LastRuns.Note(bad);
        Assert.Equal(Level.Warning, _host.LastRuns.Find(bad.Board)?.Level);

        _host.LastRuns.Note(bad with { Result = CombinedValue.Failed("Because.") });
        Assert.Equal((null, true), (_host.LastRuns.Find(bad.Board)?.Level, _host.LastRuns.Find(bad.Board)?.HasNoResult));
    }

    [Theory]
    [InlineData("\"Sources\": [ \"c\" ]", "\"Sources\": [ \"c\" ], \"Title\": \"Other\"", true, false)]
    [InlineData("http://c.test/", "http://c.test/c", true, false)]
    [InlineData("http://a.test/", "http://a.test/a", false, true)]
    [InlineData("\"a\", \"b\"", "\"b\", \"a\"", false, true)]
    public void Find_ConfigurationChanged_ForgetsTheBoardsThatChanged(string part, string changed, bool isMainKnown, bool isOtherKnown)
    {
        using var host = ReloadHost.Start(Section);
        foreach (var board in host.Current.Boards)
        {
            _host.LastRuns.Note(Run(board));
        }

        host.Change(Section.Replace(part, changed, StringComparison.Ordinal));

        Assert.Equal(0, host.Catalog.NewerErrors);
        Assert.Equal(isMainKnown, _host.LastRuns.Find(host.Current.Find("main")!) is not null);
        Assert.Equal(isOtherKnown, _host.LastRuns.Find(host.Current.Find("other")!) is not null);
    }

    [Fact]
    public void Note_RunThatBeganOnABoardThatHasChangedSince_IsNotOneOfTheNewBoard()
    {
        using var host = ReloadHost.Start(Section);
        var before = host.Current.Find("main")!;
        host.Change(Section.Replace("http://a.test/", "http://a.test/a", StringComparison.Ordinal));

        _host.LastRuns.Note(Run(before));

        Assert.Null(_host.LastRuns.Find(host.Current.Find("main")!));
    }

    private static AggregateResult Run(Board board) =>
        KnownRun.Create() with { Board = board, Sources = [.. board.Sources.Select(source => TestData.Ok(source, "1"))] };
}
