using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace Aggregator.Tests.Web;

/// <summary>What leaves the server when, seen at the socket. The sources answer when the test lets them, so the order proves itself.</summary>
public sealed class StreamingTests
{
    private const string CardA = "<article slot=\"source-a\"";
    private const string CardB = "<article slot=\"source-b\"";
    private const string Result = "<section slot=\"summary\"";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/boards/default")]
    [InlineData("/embed/default")]
    public async Task Page_SourcesAnswerOneAfterAnother_LeavesPieceByPiece(string path)
    {
        await using var sources = new GatedSources("a", "b");
        await using var app = WebApp.Start(sources.Settings);
        using var viewer = await RawClient.GetAsync(app.Address, path, Cancel);

        // No source has answered: the frame has a place for each, in the board's order.
        var frame = await viewer.UntilAsync("</template>", Cancel);
        Assert.DoesNotContain("<article slot", frame, StringComparison.Ordinal);
        Assert.InRange(frame.IndexOf("<slot name=\"source-b\">", StringComparison.Ordinal), frame.IndexOf("<slot name=\"source-a\">", StringComparison.Ordinal), frame.Length);

        sources.Open("b");
        Assert.DoesNotContain(CardA, await viewer.UntilAsync(CardB, Cancel), StringComparison.Ordinal);

        sources.Open("a");
        var page = await viewer.UntilEndAsync(Cancel);
        Assert.InRange(page.IndexOf(Result, StringComparison.Ordinal), page.IndexOf(CardA, StringComparison.Ordinal), page.Length);
        Assert.Contains("</html>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?stream=off", "")]
    [InlineData("/embed/default?stream=off", "")]
    [InlineData("/", "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0")]
    public async Task Page_ForWhoWantsItWhole_ComesInOrderWithoutASlot(string path, string header)
    {
        await using var sources = new GatedSources("a", "b");
        sources.Open("a");
        sources.Open("b");
        await using var app = WebApp.Start(sources.Settings);
        using var viewer = await RawClient.GetAsync(app.Address, path, Cancel, header.Length > 0 ? [header] : []);

        var page = await viewer.UntilEndAsync(Cancel);

        Assert.DoesNotContain("<template shadowrootmode", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<slot", page, StringComparison.Ordinal);
        int[] places = [.. new[] { Result, CardA, CardB, "<table", "part=\"closing\"" }.Select(place => page.IndexOf(place, StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?stream=off")]
    [InlineData("/api/boards/default")]
    public async Task Head_OnAConnectionThatIsUsedAgain_LeavesNothingBeforeTheNextAnswer(string path)
    {
        await using var sources = new GatedSources("a");
        sources.Open("a");
        await using var app = WebApp.Start(sources.Settings);
        var host = $"Host: {app.Address.Authority}\r\n";
        using var viewer = await RawClient.SendAsync(app.Address, $"HEAD {path} HTTP/1.1\r\n{host}\r\nGET /livez HTTP/1.1\r\n{host}Connection: close\r\n\r\n", Cancel);

        var answers = (await viewer.UntilEndAsync(Cancel)).Split("\r\n\r\n", 2);

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal));
        Assert.EndsWith("Healthy", answers[1].TrimEnd('\r', '\n', '0'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Streamed_TellsProxiesNotToHoldItBack()
    {
        await using var sources = new GatedSources("a");
        await using var app = WebApp.Start(sources.Settings);
        using var viewer = await RawClient.GetAsync(app.Address, "/", Cancel);
        Assert.Contains("\r\nX-Accel-Buffering: no\r\n", await viewer.UntilAsync("\r\n\r\n", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ResultsThatAreThereAtOnce_AllArrive()
    {
        var engine = new Mock<IAggregationEngine>(MockBehavior.Strict);
        engine.Setup(e => e.StreamAsync(It.IsAny<Run>(), It.IsAny<CancellationToken>())).Returns((Run run, CancellationToken _) => AtOnce(run));
        var sources = Enumerable.Range(0, 40).Select(i => ($"Aggregator:Sources:s{i}:Url", "http://127.0.0.1:9/"));
        await using var app = WebApp.Start(services => services.AddScoped(_ => engine.Object), [.. sources]);
        using var viewer = await RawClient.GetAsync(app.Address, "/", Cancel);

        var page = await viewer.UntilEndAsync(Cancel);

        Assert.Equal(40, page.Split("<article slot=").Length - 1);
        Assert.Contains("</html>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ViewerLeaves_EndsItsCalls()
    {
        var asked = new TaskCompletionSource();
        var abandoned = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            asked.SetResult();
            await connection.UntilClosedAsync();
            abandoned.SetResult();
        });
        await using var app = WebApp.Start(("Aggregator:Sources:a:Url", server.Url.ToString()));
        using (await RawClient.GetAsync(app.Address, "/", Cancel))
        {
            await asked.Task.WaitAsync(Cancel);
        }

        await abandoned.Task.WaitAsync(Cancel);
    }

    private static async IAsyncEnumerable<SourceResult> AtOnce(Run run)
    {
        var values = run.Board.Sources.Select(source => TestData.Ok(source, $"\"{new string('x', 20_000)}\"")).ToList();
        foreach (var value in values)
        {
            yield return value;
        }

        await Task.CompletedTask;
        run.Result = new AggregateResult
        {
            Board = run.Board, Sources = values, Parameters = run.Parameters, Result = CombinedValue.None, StartedAt = DateTimeOffset.UnixEpoch, Elapsed = TimeSpan.Zero,
        };
    }
}
