namespace Aggregator.Core.Configuration;

/// <summary>Which other pages may show boards: in a frame, or by scripts of their own.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>The origins of the pages that may frame a board, such as <c>https://portal.example.com</c> or <c>https://*.example.com:8443</c>.</summary>
    /// <value>Default: none, only this application itself.</value>
    public List<string> AllowedAncestors { get; } = [];

    /// <summary>The origins of the pages whose scripts may read the JSON and the events (CORS), such as <c>https://portal.example.com</c>. Cookies and passwords of the viewer never come along.</summary>
    /// <value>Default: none.</value>
    public List<string> AllowedOrigins { get; } = [];
}
