using System.Buffers;
using Aggregator.Core.Aggregation;
using Aggregator.Web.Components;
using Aggregator.Web.Presentation;
using Aggregator.Web.Presentation.Answers;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Components;

namespace Aggregator.Micro;

/// <summary>From a run of eight sources to what goes out.</summary>
public class PresentationBenchmarks
{
    private readonly ArrayBufferWriter<byte> _out = new();
    private AggregateResult _run = null!;

    /// <summary>Runs a board.</summary>
    [GlobalSetup]
    public async Task SetUpAsync()
    {
        using var board = new MicroBoard(sources: 8);
        _run = await board.RunAsync();
    }

    /// <summary>One card.</summary>
    [Benchmark]
    public ReadOnlyMemory<byte> Card() => Write(Fragments.Card(_run.Sources[0], _run.Board.Format));

    /// <summary>The body of a page that waits for the whole run.</summary>
    [Benchmark]
    public ReadOnlyMemory<byte> Page() => Write(Fragments.Frame(_run.Board, _run));

    /// <summary>What a run brings to a page that is streamed: each card, and the end.</summary>
    [Benchmark]
    public ReadOnlyMemory<byte> StreamedPage() =>
        Write([.. _run.Sources.Select(source => Fragments.Card(source, _run.Board.Format)), Fragments.End(_run)]);

    /// <summary>The answer of the API.</summary>
    [Benchmark]
    public ReadOnlyMemory<byte> Json()
    {
        _out.ResetWrittenCount();
        RunAsJson.Write(_out, BoardAnswer.From(_run));
        return _out.WrittenMemory;
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
