namespace Aggregator.Core.Configuration;

/// <summary>A GraphQL query, sent as the specification "GraphQL over HTTP" says: a JSON object with <c>query</c> and <c>variables</c>.</summary>
public sealed class GraphQLOptions
{
    /// <summary>The query, with one operation.</summary>
    /// <value>Default: none.</value>
    [Unquoted]
    public string? Query { get; set; }

    /// <summary>The query's variables: a text that holds a JSON object, or keys.</summary>
    /// <value>Default: none.</value>
    [JsonTree]
    [Unquoted]
    public string? Variables { get; set; }

    /// <summary>Whether anything of it was written.</summary>
    internal bool IsSet => Query is not null || Variables is not null;
}
