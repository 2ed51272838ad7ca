using System.Text.Json;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Microsoft.Extensions.Logging;

namespace Aggregator.Core.Aggregation;

/// <summary>
/// The calls of one run. Each begins as soon as it has what it needs, which for most is at once; it ends with the run at the latest, even where something in
/// it does not listen to the token, and costs no more than its own card.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="startedAt">The timestamp of its start.</param>
/// <param name="fetcher">Makes the calls.</param>
/// <param name="viewer">The viewer's request.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
/// <param name="deadline">Fires at the board's deadline.</param>
/// <param name="end">Fires then, too, and when nobody reads the results any more.</param>
internal sealed class FanOut(
    Run run, long startedAt, ISourceFetcher fetcher, IViewerRequest viewer, TimeProvider time, ILogger logger, CancellationToken deadline, CancellationToken end)
{
    private readonly Dictionary<string, Task<EndedCall>> _calls = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Starts them all.</summary>
    /// <returns>Their ends, in the board's order.</returns>
    public Task<EndedCall>[] Start()
    {
        // Those that others wait for come first.
        foreach (var source in run.Board.InStartOrder)
        {
            _calls[source.Name] = RunAsync(source);
        }

        return [.. run.Board.Sources.Select(source => _calls[source.Name])];
    }

    private async Task<EndedCall> RunAsync(Source source) => new(await ResultOfAsync(source), time.GetTimestamp());

    private async Task<SourceResult> ResultOfAsync(Source source)
    {
        var result = await CallAsync(source);
        return result.IsOk || source.Fallback is not { } fallback ? result : await SubstituteAsync(result, fallback);
    }

    private async Task<SourceResult> CallAsync(Source source)
    {
        foreach (var name in source.DependsOn)
        {
            if (await _calls[name] is { Result: { IsOk: false } missing })
            {
                return Blame(source, new DependencyFailure(missing.Source, HasValue: false));
            }
        }

        if (source.ForEach is { } forEach)
        {
            return await FindAsync(forEach.List) is { ValueKind: JsonValueKind.Array } list
                ? await CallEachAsync(source, forEach, list)
                : Blame(source, new DependencyFailure(run.Board.Find(forEach.List.Name)!, HasValue: true));
        }

        return await CallAsync(source, item: null, slots: null);
    }

    /// <summary>One call for each element, a few at a time. One that fails costs its own value only.</summary>
    private async Task<SourceResult> CallEachAsync(Source source, ForEach forEach, JsonElement list)
    {
        using var slots = new SemaphoreSlim(forEach.MaxConcurrency);
        var elements = await Task.WhenAll(list.EnumerateArray().Take(forEach.Max).Select(item => CallAsync(source, item, slots)));
        return ElementResults.Combine(source, elements, time.GetElapsedTime(startedAt));
    }

    private async Task<SourceResult> CallAsync(Source source, JsonElement? item, SemaphoreSlim? slots)
    {
        string[] values = source.Request.References.Count == 0 ? [] : new string[source.Request.References.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var reference = source.Request.References[i];
            if (await TextOfAsync(reference, item) is not { } text)
            {
                return Blame(source, new DependencyFailure(run.Board.Find(reference.Kind is ReferenceKind.Item ? source.ForEach!.List.Name : reference.Name)!, HasValue: true));
            }

            values[i] = text;
        }

        return await FetchAsync(source, InputsOf(source, values), slots);
    }

    /// <summary>What fills a place; null where there is nothing, or nothing that is one text.</summary>
    private async ValueTask<string?> TextOfAsync(Reference reference, JsonElement? item) => reference.Kind switch
    {
        ReferenceKind.Parameter => run.Parameter(reference.Name),
        ReferenceKind.Source => PlaceText.Of(await FindAsync(reference)),
        _ => PlaceText.Of(PlaceText.Select(item!.Value, reference.Selector)),
    };

    /// <summary>What of another source's answer is meant; null where there is nothing.</summary>
    private async ValueTask<JsonElement?> FindAsync(Reference reference)
    {
        var ended = await _calls[reference.Name];
        return reference.Selector.Length == 0 ? ended.Result.Value
            : ended.Result.Picks?.TryGetValue(reference.Selector, out var pick) is true ? pick
            : null;
    }

    private CallInputs? InputsOf(Source source, string[] values) => values.Length == 0 && source.ForwardHeaders.Count == 0
        ? null
        : new CallInputs(source, [.. source.ForwardHeaders.Select(viewer.FindHeader)], values);

    private async Task<SourceResult> FetchAsync(Source source, CallInputs? inputs, SemaphoreSlim? slots)
    {
        var hasSlot = false;
        var call = new SourceCall(source, time, startedAt, run.Board.Deadline, inputs);
        try
        {
            if (slots is not null)
            {
                await slots.WaitAsync(end);
                hasSlot = true;
                call = new SourceCall(source, time, startedAt, run.Board.Deadline, inputs);
            }

            return await fetcher.FetchAsync(call, end).WaitAsync(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            if (!deadline.IsCancellationRequested)
            {
                // The viewer left, or the reader of the stream stopped.
                throw;
            }

            var result = call.ToFailure(Reason.Deadline);
            Log.CallEnded(logger, result);
            return result;
        }
        catch (Exception e)
        {
            var result = call.ToFailure(Reason.ProtocolError);
            Log.CallBroke(logger, e, result);
            return result;
        }
        finally
        {
            if (hasSlot)
            {
                slots!.Release();
            }
        }
    }

    private SourceResult Blame(Source source, DependencyFailure failure)
    {
        var result = new SourceCall(source, time, startedAt, run.Board.Deadline).ToFailure(Reason.DependencyFailed) with { DependencyFailure = failure };
        Log.CallEnded(logger, result);
        return result;
    }

    /// <summary>Another source's value, or the fixed one, for one that the source does not have.</summary>
    private async Task<SourceResult> SubstituteAsync(SourceResult failed, Fallback fallback)
    {
        var missing = failed.Reason!.Value;
        if (fallback.Source is { } name && !end.IsCancellationRequested)
        {
            var standby = run.Board.Standbys[name];
            var second = await ResultOfAsync(standby);
            failed = failed.FollowedBy(second);
            if (second.Value is { } value)
            {
                return failed with { Reason = null, Value = value, Substitute = new Substitute(missing, second.Substitute is { } deeper ? deeper.Source : standby) };
            }
        }

        return fallback.Value is { } written ? failed with { Reason = null, Value = written, Substitute = new Substitute(missing, Source: null) } : failed;
    }
}
