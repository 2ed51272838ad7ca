using System.Text.Json;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace Aggregator.Tests.Web;

/// <summary>A component that breaks while the page is written costs its own piece.</summary>
public sealed class BrokenPieceTests
{
    private const string NotShown = "This could not be shown; the log says why.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/api/boards/default/events?format=html")]
    public async Task Page_CardThatBreaks_IsASentenceAndTheRestIsAsEver(string path)
    {
        using var log = new LogCapture();
        await using var app = Start(log, run => run with { Sources = [run.Sources[0], run.Sources[1] with { Value = default(JsonElement) }] }, run => run);
        using var client = app.CreateClient();

        var text = await client.GetStringAsync(path, Cancel);
        var page = await new HtmlParser().ParseDocumentAsync(Unescape(text), Cancel);

        Assert.Equal(["1.0", NotShown], page.QuerySelectorAll("article[slot]").Select(card => card.QuerySelector(".value, p")!.TextContent));
        Assert.Equal("source-api-b", page.QuerySelectorAll("article[slot]")[1].GetAttribute("slot"));
        Assert.Single(page.QuerySelectorAll("section[slot=summary]"));
        Assert.Equal(LogLevel.Error, Assert.Single(log.Entries, entry => entry.Name is "PieceBroke").Level);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/boards/default/events?format=html")]
    public async Task Page_EndThatBreaks_IsASentenceAfterTheCards(string path)
    {
        using var log = new LogCapture();
        await using var app = Start(log, run => run, run => run with { Sources = [.. run.Sources.Select(result => result with { Attempts = null! })] });
        using var client = app.CreateClient();

        var text = await client.GetStringAsync(path, Cancel);
        var page = await new HtmlParser().ParseDocumentAsync(Unescape(text), Cancel);

        Assert.Equal(2, page.QuerySelectorAll("article[slot] .value").Length);
        Assert.Equal(NotShown, page.QuerySelector("[slot=summary]")?.TextContent);
        Assert.Empty(page.QuerySelectorAll("section[slot=summary], table"));
        Assert.Single(log.Entries, entry => entry.Name is "PieceBroke");
    }

    private static string Unescape(string text) => System.Text.RegularExpressions.Regex.Unescape(text);

    /// <summary>An application whose runs have results that no component can show.</summary>
    /// <param name="log">What is logged.</param>
    /// <param name="streamed">What becomes of the results on their way.</param>
    /// <param name="ended">What becomes of the end.</param>
    private static WebApp Start(LogCapture log, Func<AggregateResult, AggregateResult> streamed, Func<AggregateResult, AggregateResult> ended)
    {
        var engine = new Mock<IAggregationEngine>(MockBehavior.Strict);
        engine.Setup(engine => engine.StreamAsync(It.IsAny<Run>(), It.IsAny<CancellationToken>())).Returns((Run run, CancellationToken _) =>
        {
            var good = new AggregateResult
            {
                Board = run.Board,
                Sources = [.. run.Board.Sources.Select(source => TestData.Ok(source, "1.0"))],
                Result = CombinedValue.None,
                StartedAt = DateTimeOffset.UnixEpoch,
                Elapsed = TimeSpan.FromSeconds(1),
            };
            return StreamAsync(run, streamed(good).Sources, ended(good));
        });
        return WebApp.Start(
            services => services.AddSingleton<ILoggerProvider>(log).AddScoped(_ => engine.Object),
            ("Aggregator:Sources:api-a:Url", "http://127.0.0.1:9/"),
            ("Aggregator:Sources:api-b:Url", "http://127.0.0.1:9/"));
    }

    private static async IAsyncEnumerable<SourceResult> StreamAsync(Run run, IReadOnlyList<SourceResult> results, AggregateResult end)
    {
        foreach (var result in results)
        {
            await Task.Yield();
            yield return result;
        }

        run.Result = end;
    }
}
