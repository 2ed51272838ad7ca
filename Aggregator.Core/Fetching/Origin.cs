namespace Aggregator.Core.Fetching;

/// <summary>Whose call a result comes from.</summary>
public enum Origin
{
    /// <summary>A call of this run.</summary>
    Live,

    /// <summary>A call that another run had under way when this one joined it.</summary>
    Shared,
}
