using Aggregator.Core.Decoding;

namespace Aggregator.Core.Sources;

/// <summary>From where on a number is bad: validated, immutable. One owner for the value of a source and for the result of a board.</summary>
public sealed class Thresholds
{
    private readonly decimal? _warning;
    private readonly decimal? _critical;
    private readonly int _worse;

    /// <param name="warning">From where on a number is a warning; null for nowhere.</param>
    /// <param name="critical">From where on it is critical; null for nowhere.</param>
    /// <param name="lowerIsWorse">Whether both count downwards.</param>
    internal Thresholds(decimal? warning, decimal? critical, bool lowerIsWorse)
    {
        _warning = warning;
        _critical = critical;
        _worse = lowerIsWorse ? -1 : 1;
    }

    /// <summary>No number is good or bad.</summary>
    public static Thresholds None { get; } = new(null, null, lowerIsWorse: false);

    /// <summary>Whether there is any.</summary>
    public bool AreSet => _warning is not null || _critical is not null;

    /// <summary>How good a number is, as it is shown; null where there is no threshold.</summary>
    internal Level? LevelOf(Number shown) =>
        !AreSet ? null
        : IsAt(shown, _critical) ? Level.Critical
        : IsAt(shown, _warning) ? Level.Warning
        : Level.Ok;

    private bool IsAt(Number shown, decimal? threshold) => threshold is { } limit && shown.CompareTo(limit) * _worse >= 0;
}
