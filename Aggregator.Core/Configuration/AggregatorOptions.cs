namespace Aggregator.Core.Configuration;

/// <summary>The configuration section <c>Aggregator</c>, as the user wrote it.</summary>
public sealed class AggregatorOptions : CatalogOptions
{
    /// <summary>The name of the section.</summary>
    public const string SectionName = "Aggregator";

    /// <summary>Who may see the boards.</summary>
    public AccessOptions Access { get; } = new();

    /// <summary>The demo: its APIs under <c>/demo/</c> and its board.</summary>
    public DemoOptions Demo { get; } = new();

    /// <summary>Who may show boards in a frame.</summary>
    public EmbeddingOptions Embedding { get; } = new();

    /// <summary>Where the application stands: behind which proxies, below which path.</summary>
    public HostingOptions Hosting { get; } = new();

    /// <summary>Secrets by name, for texts of sources that name them: <c>{secret:name}</c>.</summary>
    [Secret]
    public Dictionary<string, string> Secrets { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What could not be read: one sentence for each key.</summary>
    internal List<string> ReadErrors { get; } = [];

    /// <summary>Whether something was written at that key, or in place of the group it belongs to, that could not be read: then it is not missing.</summary>
    internal bool IsUnreadable(string key) =>
        ReadErrors.Exists(error =>
            error.StartsWith($"{key} ", StringComparison.Ordinal)
            || error.StartsWith($"{key[..key.LastIndexOf(':')]} ", StringComparison.Ordinal));

    /// <summary>A short name for exactly this configuration; it changes when any key or value does.</summary>
    internal string Revision { get; set; } = "";

    private bool IsDemoInForce => Demo.Enabled && Sources.Count == 0 && Boards.Count == 0;

    /// <summary>The sources and boards that count: one's own, or the demo's as long as there are none of one's own.</summary>
    internal CatalogOptions InForce => IsDemoInForce ? Demo : this;

    /// <summary>The key under which <see cref="InForce"/> stands, for messages.</summary>
    internal string InForceKey => IsDemoInForce ? $"{SectionName}:{nameof(Demo)}" : SectionName;
}
