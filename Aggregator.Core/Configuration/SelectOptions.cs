namespace Aggregator.Core.Configuration;

/// <summary>Which part of an answer is the value, as the user wrote it: one selector, or several with a name each.</summary>
public sealed class SelectOptions
{
    /// <summary>The selector of the one value, where the key holds a text.</summary>
    /// <value>Default: null, the whole answer.</value>
    public string? Selector { get; set; }

    /// <summary>The selectors of several values by their names, where the key holds a group.</summary>
    /// <value>Default: none.</value>
    public Dictionary<string, string> Named { get; } = new(StringComparer.Ordinal);
}
