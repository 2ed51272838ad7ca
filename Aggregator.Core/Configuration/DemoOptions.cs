namespace Aggregator.Core.Configuration;

/// <summary>The demo board, in force while there is no source and no board of one's own.</summary>
public sealed class DemoOptions : CatalogOptions
{
    /// <summary>Whether the demo APIs under <c>/demo/</c> answer.</summary>
    /// <value>Default: false, in Development true (appsettings.Development.json).</value>
    public bool Enabled { get; set; }
}
