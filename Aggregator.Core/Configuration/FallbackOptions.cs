namespace Aggregator.Core.Configuration;

/// <summary>What stands in for a source without a value, as the user wrote it: another source first, then a fixed value.</summary>
public sealed class FallbackOptions
{
    /// <summary>The name of another source, which is called when this one has no value.</summary>
    /// <value>Default: none.</value>
    public string? Source { get; set; }

    /// <summary>A fixed value: a text, or JSON.</summary>
    /// <value>Default: none.</value>
    [JsonTree]
    public string? Value { get; set; }

    /// <summary>Whether anything stands in.</summary>
    internal bool IsSet => !string.IsNullOrEmpty(Source) || Value is not null;
}
