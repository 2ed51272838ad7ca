using System.Buffers;
using System.Text.Json;
using Aggregator.Core.Aggregation;
using Aggregator.Web.Components;
using Aggregator.Web.Presentation;
using Aggregator.Web.Presentation.Answers;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aggregator.Micro;

/// <summary>From a run of eight sources to what goes out.</summary>
public class PresentationBenchmarks : IDisposable
{
    private readonly ArrayBufferWriter<byte> _out = new();
    private ServiceProvider _services = null!;
    private JsonSerializerOptions _options = null!;
    private AggregateResult _run = null!;

    /// <summary>Runs a board.</summary>
    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddAnswerJson();
        _services = services.BuildServiceProvider();
        _options = _services.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        using var board = new MicroBoard(sources: 8);
        _run = await board.RunAsync();
    }

    /// <summary>One card.</summary>
    [Benchmark]
    public ReadOnlyMemory<byte> Card() => Write(Fragments.Card(_run.Sources[0], _run.Board.Format));

    /// <summary>The body of a page that waits for the whole run.</summary>
    [Benchmark]
    public ReadOnlyMemory<byte> Page() => Write(Fragments.Frame(_run.Board, _run));

    /// <summary>The body of a page that is streamed: the frame, each card, and the end.</summary>
    [Benchmark]
    public ReadOnlyMemory<byte> StreamedPage() =>
        Write([Fragments.Frame(_run.Board, run: null), .. _run.Sources.Select(source => Fragments.Card(source, _run.Board.Format)), Fragments.End(_run)]);

    /// <summary>The answer of the API.</summary>
    [Benchmark]
    public ReadOnlyMemory<byte> Json()
    {
        _out.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_out);
        JsonSerializer.Serialize(writer, BoardAnswer.From(_run), _options);
        return _out.WrittenMemory;
    }

    /// <summary>Closes what was set up.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _services.Dispose();
        GC.SuppressFinalize(this);
    }

    private ReadOnlyMemory<byte> Write(params ReadOnlySpan<RenderFragment> pieces)
    {
        _out.ResetWrittenCount();
        foreach (var piece in pieces)
        {
            Markup.Write(_out, piece);
        }

        return _out.WrittenMemory;
    }
}
