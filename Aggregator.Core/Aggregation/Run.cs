using Aggregator.Core.Sources;

namespace Aggregator.Core.Aggregation;

/// <summary>One execution of a board for one viewer.</summary>
/// <param name="board">The board.</param>
/// <param name="parameters">What the viewer chose, by name; null for every parameter's own default.</param>
public sealed class Run(Board board, IReadOnlyDictionary<string, string>? parameters = null)
{
    private AggregateResult? _result;

    /// <summary>The board.</summary>
    public Board Board { get; } = board;

    /// <summary>The value of each of the board's parameters, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters =>
        Board.Parameters.ToDictionary(parameter => parameter.Name, parameter => FindParameter(parameter.Name)!, StringComparer.OrdinalIgnoreCase);

    /// <summary>What the viewer chose of the board's parameter of that name, without regard to case; otherwise its default. Null where the board has no such parameter.</summary>
    internal string? FindParameter(string name) =>
        parameters?.FirstOrDefault(parameter => parameter.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
        ?? Board.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Default;

    /// <summary>Whether it is what every viewer sees who chooses nothing.</summary>
    internal bool IsOfDefaults => Board.Parameters.All(parameter => string.Equals(FindParameter(parameter.Name), parameter.Default, StringComparison.Ordinal));

    /// <summary>What the run came to.</summary>
    /// <exception cref="InvalidOperationException">The run has not been streamed to its end.</exception>
    public AggregateResult Result
    {
        get => _result ?? throw new InvalidOperationException("A run has a result once its stream has been read to the end.");
        internal set => _result = value;
    }
}
