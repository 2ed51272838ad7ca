using System.Text.Json;
using Aggregator.Core.Fetching.Attempts;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>How one call of a source ended.</summary>
public sealed record SourceResult
{
    private readonly TimeSpan? _sequential;

    /// <summary>The source that was called.</summary>
    public required Source Source { get; init; }

    /// <summary>Why there is no value; null where there is one.</summary>
    public Reason? Reason { get; init; }

    /// <summary>The selected value; null exactly where there is a <see cref="Reason"/>.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>When calls are tried again, by the time of day in UTC; null where they do not pause.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>The status of the last attempt that counts, or of the token endpoint where that gave no token; null where none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The size of that attempt's body after decompression; null where none came.</summary>
    public long? Bytes { get; init; }

    /// <summary>Whose call this comes from.</summary>
    public Origin Origin { get; init; }

    /// <summary>When the call started, from the start of the run; negative where the run joined a call that was already under way.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How long the call took: all attempts, the waits between them, and decoding.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What the calls would have taken one after another, where there is one for each element of a list, or another source was called in place of this one; otherwise <see cref="Duration"/>.</summary>
    public TimeSpan Sequential
    {
        get => _sequential ?? Duration;
        init => _sequential = value;
    }

    /// <summary>Where that time went, added up over all attempts but those <see cref="Attempt.IsBeside"/>. What is missing to <see cref="Duration"/> was waiting for a retry or
    /// for the first of two answers.</summary>
    public Phases Phases { get; init; }

    /// <summary>The HTTP requests, in the order in which they began; none where calls pause.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>The trace under which the log tells of a failed call: for a shared one, that of the run that started it. Null where there is none.</summary>
    public string? TraceId { get; init; }

    /// <summary>Whether the value took at least ten times as long as the source usually takes.</summary>
    public bool IsSlow { get; init; }

    /// <summary>Whether a retry or a second request was not sent, since there had been as many as the source's calls allow.</summary>
    public bool IsHeldBack { get; init; }

    /// <summary>Whether the call ended for want of a token; <see cref="Reason"/> then says why the token endpoint gave none.</summary>
    public bool HasNoToken { get; init; }

    /// <summary>What other sources need of the answer, by their selectors; those that found nothing are missing. Null where nobody needs anything.</summary>
    internal IReadOnlyDictionary<string, JsonElement>? Picks { get; init; }

    /// <summary>What was missing so that the source could be called, also where something stands in for its value; null where nothing was.</summary>
    public DependencyFailure? DependencyFailure { get; init; }

    /// <summary>What stands in for a value of the source's own; null where nothing does.</summary>
    public Substitute? Substitute { get; init; }

    /// <summary>How the call for each element of a list ended, in the list's order, which is that of <see cref="Value"/>, too; null where the source is called once.</summary>
    public IReadOnlyList<SourceResult>? Elements { get; init; }

    /// <summary>How many elements the list has beyond those that count.</summary>
    public int LeftOut { get; init; }

    /// <summary>Whether there is a value.</summary>
    public bool IsOk => Reason is null;

    /// <summary>Whether the value is the source's own and nothing of it is missing.</summary>
    public bool IsWhole => IsOk && Substitute is null && Elements?.All(element => element.IsOk) is not false;

    /// <summary>The call with a value that stands in; why it has none of its own, <see cref="Substitute"/> says.</summary>
    internal SourceResult ReplacedBy(JsonElement value, Substitute substitute) =>
        this with { Reason = null, Value = value, Substitute = substitute, HasNoToken = false, PausedUntil = null };

    /// <summary>This call and another one that followed it, as one.</summary>
    internal SourceResult FollowedBy(SourceResult next) => this with
    {
        HttpStatus = next.HttpStatus,
        Bytes = next.Bytes,
        Duration = next.Start + next.Duration - Start,
        Sequential = Sequential + next.Sequential,
        Phases = Phases + next.Phases,
        IsHeldBack = IsHeldBack || next.IsHeldBack,
        Attempts = [.. Attempts, .. next.Attempts.Select(attempt => attempt with { Start = next.Start + attempt.Start - Start })],
    };

    /// <summary>Nothing of the value, which may be a token.</summary>
    public override string ToString() => $"{Source.Name}: {Reason?.Code() ?? "ok"}";
}
