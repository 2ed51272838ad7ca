namespace Aggregator.Core.Sources;

/// <summary>How good a value is. How its call went is another matter.</summary>
public enum Level
{
    /// <summary>Neither of the others.</summary>
    Ok,

    /// <summary>At the source's <c>Warning</c>, or worse.</summary>
    Warning,

    /// <summary>At the source's <c>Critical</c>, or worse.</summary>
    Critical,
}
