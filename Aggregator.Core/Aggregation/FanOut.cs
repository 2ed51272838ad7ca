using System.Collections.Concurrent;
using System.Text.Json;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Microsoft.Extensions.Logging;

namespace Aggregator.Core.Aggregation;

/// <summary>
/// The calls of one run. Each begins as soon as it has what it needs, which for most is at once; it ends with the run at the latest, even where something in
/// it does not listen to the token, and costs no more than its own card. A source is called once, however many need its answer or have it stand in.
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
    private readonly ConcurrentDictionary<string, TaskCompletionSource<EndedCall>>? _ends = run.Board.HasTies ? new(StringComparer.OrdinalIgnoreCase) : null;

    /// <summary>Starts them all.</summary>
    /// <returns>Their ends, in the board's order.</returns>
    public Task<EndedCall>[] Start()
    {
        var ends = new Task<EndedCall>[run.Board.Sources.Count];
        for (var i = 0; i < ends.Length; i++)
        {
            var source = run.Board.Sources[i];
            ends[i] = _ends is null ? RunAsync(source) : EndOfAsync(source, out _);
        }

        return ends;
    }

    /// <summary>The end of a source, which starts with whoever asks for it first.</summary>
    private Task<EndedCall> EndOfAsync(Source source, out bool isFirst)
    {
        var own = new TaskCompletionSource<EndedCall>();
        var known = _ends!.GetOrAdd(source.Name, own);
        isFirst = known == own;
        if (isFirst)
        {
            _ = RunAsync(source, own);
        }

        return known.Task;
    }

    private async Task RunAsync(Source source, TaskCompletionSource<EndedCall> ended)
    {
        var call = RunAsync(source);
        await Task.WhenAny(call);
        ended.SetFromTask(call);
    }

    private async Task<SourceResult> ResultOfAsync(string name) => (await EndOfAsync(run.Board.Find(name)!, out _)).Result;

    private async Task<EndedCall> RunAsync(Source source)
    {
        SourceResult result;
        try
        {
            result = await (source.IsAlwaysTheSame ? FetchAsync(new SourceCall(source, time, startedAt, run.Board.Deadline)) : CallAsync(source));
            if (!result.IsOk && source.Fallback is { } fallback)
            {
                result = await SubstituteAsync(result, fallback);
            }
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (Exception e)
        {
            // Whatever it was, it costs this card and no other.
            result = new SourceCall(source, time, startedAt, run.Board.Deadline).ToFailure(Failure.ReasonFor(e) ?? Reason.ProtocolError);
            Log.CallBroke(logger, e, result);
        }

        return new EndedCall(result, time.GetTimestamp());
    }

    private async Task<SourceResult> CallAsync(Source source)
    {
        foreach (var name in source.DependsOn)
        {
            if (await ResultOfAsync(name) is { IsOk: false } missing)
            {
                // What the deadline cut off there, it cut off here, too.
                return Refuse(source, new DependencyFailure(DependencyProblem.NoValue, missing.Source), missing.Reason is Reason.Deadline ? Reason.Deadline : Reason.DependencyFailed);
            }
        }

        if (source.ForEach is { } forEach)
        {
            return await FindAsync(forEach.List) is { ValueKind: JsonValueKind.Array } list
                ? await CallEachAsync(source, forEach, list)
                : Refuse(source, new DependencyFailure(DependencyProblem.NoList, run.Board.Find(forEach.List.Name)));
        }

        return await CallAsync(source, item: null);
    }

    /// <summary>One call for each element, a few at a time. One that fails costs its own value only.</summary>
    private async Task<SourceResult> CallEachAsync(Source source, ForEach forEach, JsonElement list)
    {
        using var slots = new SemaphoreSlim(forEach.MaxConcurrency);
        var elements = await Task.WhenAll(list.EnumerateArray().Take(forEach.Max).Select(item => CallInTurnAsync(source, item, slots)));
        return ElementResults.Combine(source, elements, list.GetArrayLength() - elements.Length, time.GetElapsedTime(startedAt));
    }

    private async Task<SourceResult> CallInTurnAsync(Source source, JsonElement item, SemaphoreSlim slots)
    {
        try
        {
            await slots.WaitAsync(end);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Refuse(source, dependency: null, Reason.Deadline);
        }

        try
        {
            return await CallAsync(source, item);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<SourceResult> CallAsync(Source source, JsonElement? item)
    {
        string[] values = source.Request.References.Count == 0 ? [] : new string[source.Request.References.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var reference = source.Request.References[i];
            if (await TextOfAsync(source, reference, item) is not { } text)
            {
                return Refuse(source, Blame.For(run, source, reference, text: null));
            }

            values[i] = text;
        }

        var inputs = InputsOf(source, values);
        var result = await FetchAsync(new SourceCall(source, time, startedAt, run.Board.Deadline, inputs));
        return result.Reason is Reason.DependencyFailed && inputs is not null ? result with { DependencyFailure = Blame.ForMisfit(run, source, inputs) } : result;
    }

    /// <summary>What fills a place; null where there is nothing, or nothing that is one text.</summary>
    private async ValueTask<string?> TextOfAsync(Source source, Reference reference, JsonElement? item) => reference.Kind switch
    {
        ReferenceKind.Parameter => run.FindParameter(reference.Name),
        ReferenceKind.Source => PlaceText.Of(await FindAsync(reference)),
        _ => PlaceText.Of(source.ForEach!.Part(item!.Value, reference.Selector)),
    };

    /// <summary>What of another source's answer is meant; null where there is nothing.</summary>
    private async ValueTask<JsonElement?> FindAsync(Reference reference)
    {
        var result = await ResultOfAsync(reference.Name);
        return reference.Selector.Length == 0 ? result.Value
            : result.Picks?.TryGetValue(reference.Selector, out var pick) is true ? pick
            : null;
    }

    private CallInputs? InputsOf(Source source, string[] values) => values.Length == 0 && source.ForwardHeaders.Count == 0
        ? null
        : new CallInputs(source, [.. source.ForwardHeaders.Select(viewer.FindHeader)], values);

    private async Task<SourceResult> FetchAsync(SourceCall call)
    {
        try
        {
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
    }

    /// <summary>The end of a call that never began.</summary>
    private SourceResult Refuse(Source source, DependencyFailure? dependency, Reason reason = Reason.DependencyFailed)
    {
        var result = new SourceCall(source, time, startedAt, run.Board.Deadline).ToFailure(Reason.DependencyFailed) with { Reason = reason, DependencyFailure = dependency };
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
            var call = EndOfAsync(standby, out var isFirst);
            var second = (await call).Result;
            if (isFirst)
            {
                // Otherwise the call is another's, on whose card it stands.
                failed = failed.FollowedBy(second);
            }

            if (second.Value is { } value)
            {
                return failed.ReplacedBy(value, new Substitute(missing, second.Substitute is { } deeper ? deeper.Source : standby)) with { Picks = second.Picks };
            }
        }

        return fallback.Value is { } written ? failed.ReplacedBy(written, new Substitute(missing, Source: null)) : failed;
    }
}
