namespace Aggregator.Core.Configuration;

/// <summary>What a request sends, as the user wrote it: at most one of these. Each text may name secrets, <c>{secret:name}</c>.</summary>
public sealed class BodyOptions
{
    /// <summary>JSON (RFC 8259), sent as <c>application/json</c>: a text that holds it, or keys. Of keys, a value that reads as a number, as true or as false is sent as that.</summary>
    /// <value>Default: none.</value>
    [JsonTree]
    [Unquoted]
    public string? Json { get; set; }

    /// <summary>The fields of a form by their names, sent as <c>application/x-www-form-urlencoded</c>.</summary>
    /// <value>Default: none.</value>
    [Unquoted]
    public Dictionary<string, string> Form { get; } = new(StringComparer.Ordinal);

    /// <summary>Any text, sent as UTF-8 and as <c>text/plain</c>, unless <see cref="SourceOptions.Headers"/> has a <c>Content-Type</c>.</summary>
    /// <value>Default: none.</value>
    [Unquoted]
    public string? Text { get; set; }

    /// <summary>A GraphQL query, sent as JSON.</summary>
    [Unquoted]
    public GraphQLOptions GraphQL { get; } = new();

    /// <summary>The names of those that are there.</summary>
    internal IEnumerable<string> Kinds =>
        new[]
        {
            (Name: nameof(Json), IsSet: Json is not null),
            (Name: nameof(Form), IsSet: Form.Count > 0),
            (Name: nameof(Text), IsSet: Text is not null),
            (Name: nameof(GraphQL), GraphQL.IsSet),
        }.Where(kind => kind.IsSet).Select(kind => kind.Name);

    /// <summary>Whether there is a body.</summary>
    internal bool IsSet => Kinds.Any();
}
