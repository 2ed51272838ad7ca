using System.Collections.ObjectModel;
using Aggregator.Core.Combining;
using Aggregator.Core.Configuration;

namespace Aggregator.Core.Sources;

/// <summary>A named set of sources, how to combine them, and a deadline: validated, immutable, compiled from <see cref="BoardOptions"/>.</summary>
public sealed class Board
{
    private Source? _only;

    /// <summary>The name it has in the configuration and in URLs.</summary>
    public required string Name { get; init; }

    /// <summary>What people read.</summary>
    public required string Title { get; init; }

    /// <summary>The sources, in the order in which they are shown.</summary>
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>The name of the combiner, as it was registered.</summary>
    public required string Combine { get; init; }

    /// <summary>How much the values of sources count, by the sources' names; see <see cref="WeightOf"/>.</summary>
    public IReadOnlyDictionary<string, decimal> Weights { get; init; } = ReadOnlyDictionary<string, decimal>.Empty;

    /// <summary>How numbers are shown: a .NET numeric format string, or null for the digits as they came.</summary>
    public string? Format { get; init; }

    /// <summary>What stands behind the result.</summary>
    public string? Unit { get; init; }

    /// <summary>From where on a result that is one number is bad.</summary>
    public Thresholds Thresholds { get; init; } = Thresholds.None;

    /// <summary>When a run ends, whatever is still missing.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>How many sources must have a value.</summary>
    public required int MinimumSources { get; init; }

    /// <summary>How long an open page waits until it asks again by itself; null where it does not.</summary>
    public TimeSpan? Refresh { get; init; }

    /// <summary>What viewers choose.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Those of <see cref="Parameters"/> that make a difference: all; of one source <see cref="Only"/>, what its calls and those it needs are filled with.</summary>
    public IEnumerable<Parameter> Choices => _only is null ? Parameters : Parameters.Where(IsUsed);

    /// <summary>Those of <see cref="Parameters"/> that fill no place of a source, nor of one that may stand in: choosing them changes no call.</summary>
    internal IEnumerable<Parameter> Idle => Parameters.Where(parameter => !IsUsed(parameter));

    /// <summary>Sources that are called in the place of others, by name.</summary>
    internal IReadOnlyDictionary<string, Source> Standbys { get; init; } = ReadOnlyDictionary<string, Source>.Empty;

    /// <summary>Whether one of the sources may need another's answer, or have another stand in.</summary>
    internal bool HasTies => Sources.Any(static source => source.DependsOn.Count > 0 || source.Fallback?.Source is not null);

    /// <summary>The groups whose members see the board; none where everybody does.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The revision of the configuration this board comes from.</summary>
    public required string Revision { get; init; }

    /// <summary>Tells whether it is still the same board after the configuration was read again; never shown.</summary>
    internal string Fingerprint { get; init; } = "";

    /// <summary>What is known of the board belongs to this object: it stays the same for as long as neither the board nor one of its sources changes.</summary>
    internal object Identity { get; init; } = new();

    /// <summary>The board's source of that name, without regard to case; null where there is none.</summary>
    public Source? Find(string source) => Sources.FirstOrDefault(candidate => candidate.Name.Equals(source, StringComparison.OrdinalIgnoreCase));

    /// <summary>How much the value of a source counts: 1 unless the board says otherwise.</summary>
    public decimal WeightOf(Source source) => Weights.GetValueOrDefault(source.Name, 1);

    /// <summary>Whether it is about one source <see cref="Only"/>, without which its run fails.</summary>
    public bool IsOfOneSource => _only is not null;

    /// <summary>Whether a run fails without the source: as the source says; of one source <see cref="Only"/>, without that one, whatever those it needs say.</summary>
    public bool Requires(Source source) => _only is null ? source.IsRequired : source == _only;

    /// <summary>The same board with one of its sources only, and those whose answers it needs; and so with nothing to combine.</summary>
    /// <param name="source">One of <see cref="Sources"/>.</param>
    public Board Only(Source source) => new()
    {
        _only = source,
        Name = Name,
        Title = Title,
        Sources = [.. Sources.Where(Needed(source).Contains)],
        Combine = CombinerRegistration.None,
        Format = Format,
        Deadline = Deadline,
        MinimumSources = 1,
        Refresh = Refresh,
        Parameters = Parameters,
        Standbys = Standbys,
        Groups = Groups,
        Revision = Revision,
    };

    private bool IsUsed(Parameter parameter) => Sources.Any(source => Uses(source, parameter));

    /// <summary>Whether a parameter fills a place of a source, or of one that may stand in for it.</summary>
    private bool Uses(Source source, Parameter parameter) =>
        source.Request.References.Any(reference => reference.Kind is ReferenceKind.Parameter && reference.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase))
        || (source.Fallback?.Source is { } standby && Uses(Standbys[standby], parameter));

    /// <summary>A source and those whose answers it needs, each looked at once, however many ways lead to it.</summary>
    private HashSet<Source> Needed(Source source)
    {
        var needed = new HashSet<Source> { source };
        var rest = new Queue<Source>(needed);
        while (rest.TryDequeue(out var next))
        {
            foreach (var dependency in next.DependsOn.Select(name => Find(name)!).Where(needed.Add))
            {
                rest.Enqueue(dependency);
            }
        }

        return needed;
    }
}
