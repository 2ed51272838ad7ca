using System.Buffers;
using System.Text;
using System.Text.Json;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Combining;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Browser;
using Aggregator.Tests.Support;
using Aggregator.Web.Components;
using Aggregator.Web.Presentation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aggregator.Tests.Web.Presentation;

public sealed class MarkupTests
{
    private static readonly Dictionary<string, RenderFragment> Pieces = PiecesOf().ToDictionary(piece => piece.Name, piece => piece.Fragment, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Pieces.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Write_Piece_IsByteForByteWhatBlazorMakesOfIt(string name)
    {
        var expected = await ByBlazorAsync(Pieces[name]);

        var whole = new ArrayBufferWriter<byte>();
        Markup.Write(whole, Pieces[name]);
        var narrow = new NarrowWriter();
        Markup.Write(narrow, Pieces[name]);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, Encoding.UTF8.GetString(whole.WrittenSpan));
        Assert.Equal(expected, Encoding.UTF8.GetString([.. narrow.Written]));
        Assert.Equal(expected, new MarkupContent(Pieces[name]).ToString());
    }

    [Fact]
    public async Task Write_CharactersOfEveryKind_AreWhatBlazorMakesOfThem()
    {
        var text = new string([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code)]) + "🙂\uD83D";
        RenderFragment fragment = tree =>
        {
            tree.OpenElement(0, "p");
            tree.AddAttribute(1, "title", text);
            tree.AddContent(2, text);
            tree.AddMarkupContent(3, "<b>Zürich 🙂</b>");
            tree.CloseElement();
        };
        Assert.Equal(await ByBlazorAsync(fragment), new MarkupContent(fragment).ToString());
    }

    [Fact]
    public void Write_WhatActs_IsRefused()
    {
        RenderFragment handler = tree =>
        {
            tree.OpenElement(0, "button");
            tree.AddAttribute(1, "onclick", new Action(() => { }));
            tree.CloseElement();
        };
        RenderFragment reference = tree =>
        {
            tree.OpenElement(0, "button");
            tree.AddElementReferenceCapture(1, _ => { });
            tree.CloseElement();
        };
        Assert.All([handler, reference], fragment => Assert.Throws<NotSupportedException>(() => Markup.Write(new ArrayBufferWriter<byte>(), fragment)));
    }

    private static async Task<string> ByBlazorAsync(RenderFragment fragment)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(Holder.Inside)] = fragment });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Holder>(parameters)).ToHtmlString());
    }

    private static IEnumerable<(string Name, RenderFragment Fragment)> PiecesOf()
    {
        var run = KnownRun.Create();
        foreach (var reason in Enum.GetValues<Reason>())
        {
            yield return ($"card: {reason}", Fragments.Card(TestData.Failed(TestData.Source(), reason) with { HttpStatus = 503, TraceId = "4bf92f35" }, null));
        }

        string[] values =
        [
            "1234.50", "1e400", "true", "\"\"", "{}", "[]", "[1,\"two\"]", """{"a":{"b":[1]},"c":"d"}""", """[{"a":1,"b":2,"c":3,"d":4},{"a":1,"b":2,"c":3},{"a":1,"b":2,"c":3}]""",
            JsonSerializer.Serialize(Kinds.Hostile), JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal) { [Kinds.Hostile] = Kinds.Hostile, ["ü"] = new[] { Kinds.Hostile } }),
            JsonSerializer.Serialize(new[] { new Dictionary<string, string>(StringComparer.Ordinal) { [Kinds.Hostile] = Kinds.Hostile }, new(StringComparer.Ordinal) { [Kinds.Hostile] = "=1+1" } }),
            JsonSerializer.Serialize(new string('ж', 30_000)),
        ];
        var source = TestData.Source("api-h", options =>
            (options.Title, options.Display.Unit, options.Display.Warning, options.Display.Critical) = (Kinds.Hostile, "<b>", 1, 2000));
        foreach (var (index, value) in values.Index())
        {
            yield return ($"card: value {index}", Fragments.Card(TestData.Ok(source, value) with { Bytes = 1234567, IsSlow = true, Origin = Origin.Shared }, "0.00"));
            yield return ($"end: value {index}", Fragments.End(run with { Result = CombinedValue.Of(TestData.Json(value)), Sources = [TestData.Ok(source, value)] }));
        }

        yield return ("card: asked twice", Fragments.Card(KnownRun.Hedged, null));
        yield return ("card: substitute", Fragments.Card(run.Sources[0] with { Substitute = new(Reason.Timeout, source) }, null));
        yield return ("card: elements", Fragments.Card(run.Sources[0] with { Elements = run.Sources, LeftOut = 3 }, null));
        yield return ("card: broken", Fragments.BrokenCard(source));
        yield return ("end: broken", Fragments.BrokenEnd());
        yield return ("frame: waiting", Fragments.Frame(run.Board, null));
        yield return ("frame: filled", Fragments.Frame(run.Board, run));
        yield return ("frame: hostile", Fragments.Frame(TestData.Board(source), null));
        yield return ("end: thresholds", Fragments.End(KnownRun.WithThresholds(1, 1.2m)));
        yield return ("end: no result", Fragments.End(run with { Result = CombinedValue.Failed(Kinds.Hostile), Elapsed = TimeSpan.FromSeconds(11) }));
        yield return ("end: joined", Fragments.End(run with { Sources = [run.Sources[0] with { Start = TimeSpan.FromSeconds(-1) }, KnownRun.Hedged] }));
        foreach (var (query, isEmbedded) in new[] { ("", false), ("?refresh=7&source=api-a&stream=off&theme=dark&city=a\"%26<b>", false), ("?refresh=30", true), ("", true) })
        {
            var page = Page(run.Board, query, isEmbedded);
            yield return ($"controls: {query} {isEmbedded}", Fragments.Controls(page));
            yield return ($"foot: {query} {isEmbedded}", Fragments.Foot(page, "/below/"));
            yield return ($"form: {query} {isEmbedded}", Fragments.Form(page));
            yield return ($"fields: {query} {isEmbedded}", Fragments.Fields(page.Board, page.Query.Parameters));
        }

        var runs = new LastRuns(TimeProvider.System);
        runs.Note(run);
        yield return ("last run: one", Fragments.LastRun((runs.Find(run.Board)!, TimeSpan.FromMinutes(5))));
        yield return ("last run: none", Fragments.LastRun(null));
        yield return ("copy", Fragments.Copy("id", "a \"label\"", Kinds.Hostile));
    }

    private static BoardPage Page(Board from, string query, bool isEmbedded)
    {
        var board = new Board
        {
            Name = from.Name, Title = from.Title, Combine = from.Combine, Deadline = from.Deadline, Revision = from.Revision, Sources = from.Sources, MinimumSources = 1,
            Parameters = [Parameter.Compile("city", new ParameterOptions { Default = "Zürich" }), Parameter.Compile("unit", new ParameterOptions { Values = { "°C", "<F>" } })],
        };
        return TestData.Page(board, query, isEmbedded) with { HasOtherBoards = true, NewerErrors = 2 };
    }

    private sealed class Holder : ComponentBase
    {
        [Parameter]
        public RenderFragment? Inside { get; set; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) => builder.AddContent(0, Inside);
    }

    /// <summary>Takes no more at once than the longest character has bytes.</summary>
    private sealed class NarrowWriter : IBufferWriter<byte>
    {
        private readonly byte[] _room = new byte[4];

        public List<byte> Written { get; } = [];

        public void Advance(int count) => Written.AddRange(_room.AsSpan(0, count));

        public Memory<byte> GetMemory(int sizeHint = 0) => _room;

        public Span<byte> GetSpan(int sizeHint = 0) => _room;
    }
}
