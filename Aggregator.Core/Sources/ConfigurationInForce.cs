using Aggregator.Core.Combining;
using Aggregator.Core.Configuration;
using Aggregator.Core.Configuration.Validation;

namespace Aggregator.Core.Sources;

/// <summary>
/// What one configuration comes to: the boards, and what else may change while the application runs. It never changes itself; whoever asks several
/// things about one request asks the same one.
/// </summary>
public sealed class ConfigurationInForce
{
    private readonly Dictionary<string, Source> _sources;
    private readonly Dictionary<string, Board> _boards;

    private ConfigurationInForce(AggregatorOptions options, IEnumerable<CombinerRegistration> combiners, ConfigurationInForce? last)
    {
        Revision = options.Revision;
        Clients = options.Access.Clients;
        AllowedAncestors = options.Embedding.AllowedAncestors;
        AllowedOrigins = options.Embedding.AllowedOrigins;
        var catalog = options.InForce;
        var picks = catalog.Sources.Values.SelectMany(ReferenceValidator.ReferencesOf)
            .Where(reference => reference is { Kind: ReferenceKind.Source, Selector.Length: > 0 })
            .ToLookup(reference => reference.Name, reference => reference.Selector, StringComparer.OrdinalIgnoreCase);
        _sources = catalog.Sources.ToDictionary(
            pair => pair.Key,
            pair => last?.Unchanged(pair.Key, pair.Value, picks[pair.Key]) ?? Source.Compile(pair.Key, pair.Value, options.Secrets, picks[pair.Key]),
            StringComparer.OrdinalIgnoreCase);
        _boards = catalog.BoardsOrDefault().ToDictionary(
            pair => pair.Key,
            pair => new Board
            {
                Name = pair.Key,
                Title = string.IsNullOrWhiteSpace(pair.Value.Title) ? pair.Key : pair.Value.Title,
                Sources = [.. pair.Value.Sources.Select(name => _sources[name])],
                Parameters = [.. pair.Value.Parameters.Select(parameter => Parameter.Compile(parameter.Key, parameter.Value))],
                Standbys = _sources,
                Combine = CombinerRegistration.Find(combiners, pair.Value.Combine)!.Name,
                Weights = pair.Value.Weights,
                Format = pair.Value.Format,
                Unit = pair.Value.Unit,
                Thresholds = new(pair.Value.Warning, pair.Value.Critical, pair.Value.LowerIsWorse),
                Deadline = pair.Value.Deadline,
                MinimumSources = pair.Value.MinimumSources,
                Refresh = pair.Value.Refresh,
                Groups = pair.Value.Groups,
                Revision = Revision,
                Fingerprint = pair.Value.Fingerprint,
                Identity = last?.IdentityOf(pair.Key, pair.Value, pair.Value.Sources.Select(name => _sources[name])) ?? new object(),
            },
            StringComparer.OrdinalIgnoreCase);
        Boards = [.. _boards.Values];
    }

    /// <summary>A short name for exactly this configuration; secrets aside.</summary>
    public string Revision { get; }

    /// <summary>Every board, in the order of their names.</summary>
    public IReadOnlyList<Board> Boards { get; }

    /// <summary>The programs that have a key, by name.</summary>
    public IReadOnlyDictionary<string, AccessClientOptions> Clients { get; }

    /// <summary>The origins of the pages that may frame a board.</summary>
    public IReadOnlyList<string> AllowedAncestors { get; }

    /// <summary>The origins of the pages whose scripts may read the JSON and the events.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; }

    /// <summary>Every source, whether a board shows it or not.</summary>
    public IReadOnlyCollection<Source> Sources => _sources.Values;

    /// <summary>The board of that name, without regard to case; null where there is none.</summary>
    public Board? Find(string name) => _boards.GetValueOrDefault(name);

    /// <summary>Compiles options that were validated.</summary>
    /// <param name="options">The options.</param>
    /// <param name="combiners">The combiners there are.</param>
    /// <param name="last">
    /// What was in force until now, where there was something. A source that has not changed is taken over: what is known of it, its circuit breaker and the calls
    /// under way among it, belongs to the instance.
    /// </param>
    internal static ConfigurationInForce Compile(AggregatorOptions options, IEnumerable<CombinerRegistration> combiners, ConfigurationInForce? last = null) =>
        new(options, combiners, last);

    /// <summary>Of a board that is still the same; null where it is another one. The board of all sources is written nowhere: it is what it shows.</summary>
    private object? IdentityOf(string name, BoardOptions options, IEnumerable<Source> sources) =>
        Find(name) is { } board
        && board.Fingerprint.Equals(options.Fingerprint, StringComparison.Ordinal)
        && board.Deadline == options.Deadline
        && board.Sources.SequenceEqual(sources)
            ? board.Identity
            : null;

    private Source? Unchanged(string name, SourceOptions options, IEnumerable<string> picks) =>
        _sources.GetValueOrDefault(name) is { } source
        && source.Name.Equals(name, StringComparison.Ordinal)
        && source.Fingerprint.Equals(options.Fingerprint, StringComparison.Ordinal)
        && picks.ToHashSet(StringComparer.Ordinal).SetEquals(source.Picks.Keys)
            ? source
            : null;
}
