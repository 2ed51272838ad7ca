namespace Aggregator.Core.Aggregation;

/// <summary>How a run went as a whole. It is computed, never set.</summary>
public enum RunStatus
{
    /// <summary>Every source has a value.</summary>
    Complete,

    /// <summary>Some source has no value, and the rest is usable.</summary>
    Partial,

    /// <summary>A required source has no value, fewer than the board's minimum have one, or none has.</summary>
    Failed,
}
