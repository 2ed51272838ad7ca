namespace Aggregator.Core.Configuration;

/// <summary>Who may show boards in a frame.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>The origins of the pages that may frame a board, such as <c>https://portal.example.com</c> or <c>https://*.example.com:8443</c>.</summary>
    /// <value>Default: none, only this application itself.</value>
    public List<string> AllowedAncestors { get; } = [];
}
