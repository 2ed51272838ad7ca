using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Aggregator.Web.Presentation;

/// <summary>The pieces of the page by themselves, as they are streamed, and as a refresh puts them into their places.</summary>
public sealed class Fragments(HtmlRenderer renderer)
{
    /// <summary>The places of a board: waiting, or filled where there is a run.</summary>
    public Task<string> OfAsync(Board board, AggregateResult? run) => RenderAsync<BoardFrame>(new(StringComparer.Ordinal)
    {
        [nameof(BoardFrame.Board)] = board,
        [nameof(BoardFrame.Run)] = run,
    });

    /// <summary>The card of one source.</summary>
    public Task<string> OfAsync(SourceResult result, string? format) => RenderAsync<SourceCard>(new(StringComparer.Ordinal)
    {
        [nameof(SourceCard.Result)] = result,
        [nameof(SourceCard.Format)] = format,
    });

    /// <summary>What is known when the last source has answered.</summary>
    public Task<string> OfAsync(AggregateResult run) => RenderAsync<RunEnd>(new(StringComparer.Ordinal) { [nameof(RunEnd.Run)] = run });

    private Task<string> RenderAsync<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
}
