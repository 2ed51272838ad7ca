using System.Buffers;
using System.Text.Json;
using Aggregator.Core.Aggregation;
using Aggregator.Web.Presentation;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aggregator.Micro;

/// <summary>From a run of eight sources to what goes out. A request has a renderer of its own, so each of these has, too.</summary>
public class PresentationBenchmarks : IDisposable
{
    private readonly ArrayBufferWriter<byte> _json = new();
    private ServiceProvider _services = null!;
    private JsonSerializerOptions _options = null!;
    private AggregateResult _run = null!;

    /// <summary>Runs a board.</summary>
    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddScoped<HtmlRenderer>();
        services.AddScoped<Fragments>();
        services.AddAnswerJson();
        _services = services.BuildServiceProvider();
        _options = _services.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        using var board = new MicroBoard(sources: 8);
        _run = await board.RunAsync();
    }

    /// <summary>One card.</summary>
    [Benchmark]
    public Task<string> CardAsync() => RenderAsync(fragments => fragments.OfAsync(_run.Sources[0], _run.Board.Format));

    /// <summary>The body of a page that waits for the whole run.</summary>
    [Benchmark]
    public Task<string> PageAsync() => RenderAsync(fragments => fragments.OfAsync(_run.Board, _run));

    /// <summary>The body of a page that is streamed: the frame, each card, and the end.</summary>
    /// <returns>All its pieces.</returns>
    [Benchmark]
    public Task<string> StreamedPageAsync() => RenderAsync(async fragments =>
    {
        var pieces = new string[_run.Sources.Count + 2];
        pieces[0] = await fragments.OfAsync(_run.Board, run: null);
        for (var i = 0; i < _run.Sources.Count; i++)
        {
            pieces[i + 1] = await fragments.OfAsync(_run.Sources[i], _run.Board.Format);
        }

        pieces[^1] = await fragments.OfAsync(_run);
        return string.Concat(pieces);
    });

    /// <summary>The answer of the API.</summary>
    [Benchmark]
    public ReadOnlyMemory<byte> Json()
    {
        _json.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_json);
        JsonSerializer.Serialize(writer, BoardAnswer.From(_run), _options);
        return _json.WrittenMemory;
    }

    /// <summary>Closes what was set up.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _services.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<string> RenderAsync(Func<Fragments, Task<string>> render)
    {
        await using var request = _services.CreateAsyncScope();
        return await render(request.ServiceProvider.GetRequiredService<Fragments>());
    }
}
