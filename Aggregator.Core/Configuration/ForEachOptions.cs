namespace Aggregator.Core.Configuration;

/// <summary>A list in another source's answer, for each element of which a source is called, as the user wrote it.</summary>
public sealed class ForEachOptions
{
    /// <summary>The highest <see cref="Max"/>.</summary>
    internal const int MostElements = 100;

    /// <summary>Where the list is: <c>{sources.orders/items}</c>. The source's texts name the element, <c>{item}</c>, or a part of it, <c>{item/id}</c>.</summary>
    /// <value>Default: null, the source is called once.</value>
    public string? In { get; set; }

    /// <summary>How many elements count at most; those after them are left out.</summary>
    /// <value>Default: 20; from 1 to 100.</value>
    public int Max { get; set; } = 20;

    /// <summary>How many calls of one run are under way at once.</summary>
    /// <value>Default: 5; at least 1.</value>
    public int MaxConcurrency { get; set; } = 5;

    /// <summary>Whether a limit is written.</summary>
    internal bool HasLimits => this is not { Max: 20, MaxConcurrency: 5 };
}
