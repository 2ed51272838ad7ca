using Aggregator.Core.Combining;
using Aggregator.Core.Configuration;
using Microsoft.Extensions.Options;

namespace Aggregator.Core.Sources;

/// <summary>The boards there are, compiled once from the validated configuration.</summary>
public sealed class BoardCatalog
{
    private readonly Dictionary<string, Board> _boards;

    /// <summary>Compiles the configuration.</summary>
    /// <exception cref="OptionsValidationException">The configuration is not valid.</exception>
    public BoardCatalog(IOptions<AggregatorOptions> options, IEnumerable<CombinerRegistration> combiners)
    {
        var configuration = options.Value;
        var catalog = configuration.InForce;
        var sources = catalog.Sources.ToDictionary(pair => pair.Key, pair => Source.Compile(pair.Key, pair.Value, configuration.Secrets), StringComparer.OrdinalIgnoreCase);
        Revision = configuration.Revision;
        _boards = catalog.BoardsOrDefault().ToDictionary(
            pair => pair.Key,
            pair => new Board
            {
                Name = pair.Key,
                Title = string.IsNullOrWhiteSpace(pair.Value.Title) ? pair.Key : pair.Value.Title,
                Sources = [.. pair.Value.Sources.Select(name => sources[name])],
                Combine = CombinerRegistration.Find(combiners, pair.Value.Combine)!.Name,
                Format = pair.Value.Format,
                Unit = pair.Value.Unit,
                Deadline = pair.Value.Deadline,
                MinimumSources = pair.Value.MinimumSources,
                Refresh = pair.Value.Refresh,
                Groups = pair.Value.Groups,
                Revision = Revision,
            },
            StringComparer.OrdinalIgnoreCase);
        Boards = [.. _boards.Values];
    }

    /// <summary>Every board, in the order of their names.</summary>
    public IReadOnlyList<Board> Boards { get; }

    /// <summary>A short name for exactly this configuration.</summary>
    public string Revision { get; }

    /// <summary>The board of that name, without regard to case; null where there is none.</summary>
    public Board? Find(string name) => _boards.GetValueOrDefault(name);
}
