namespace Aggregator.Core.Sources;

/// <summary>How good a value is. How its call went is another matter.</summary>
public enum Level
{
    /// <summary>Neither of the others.</summary>
    Ok,

    /// <summary>At the <c>Warning</c> of the source or board, or worse.</summary>
    Warning,

    /// <summary>At the <c>Critical</c> of the source or board, or worse.</summary>
    Critical,
}
