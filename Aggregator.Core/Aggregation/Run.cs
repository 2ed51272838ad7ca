using Aggregator.Core.Sources;

namespace Aggregator.Core.Aggregation;

/// <summary>One execution of a board for one viewer.</summary>
public sealed class Run(Board board)
{
    private AggregateResult? _result;

    /// <summary>The board.</summary>
    public Board Board { get; } = board;

    /// <summary>What the run came to.</summary>
    /// <exception cref="InvalidOperationException">The run has not been streamed to its end.</exception>
    public AggregateResult Result
    {
        get => _result ?? throw new InvalidOperationException("A run has a result once its stream has been read to the end.");
        internal set => _result = value;
    }
}
