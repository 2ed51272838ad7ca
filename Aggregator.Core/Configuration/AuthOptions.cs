namespace Aggregator.Core.Configuration;

/// <summary>
/// The credentials of a source, as the user wrote them. Which keys count depends on <see cref="Type"/>. Each text may name secrets, <c>{secret:name}</c>.
/// </summary>
public sealed class AuthOptions
{
    /// <summary>The kind of the credentials.</summary>
    /// <value>Default: <c>None</c>.</value>
    public AuthType Type { get; set; }

    /// <summary>Of an <c>ApiKey</c>: the name of the header that carries it.</summary>
    /// <value>Required, or <see cref="Query"/>.</value>
    public string? Header { get; set; }

    /// <summary>Of an <c>ApiKey</c>: the name of the query parameter that carries it.</summary>
    /// <value>Required, or <see cref="Header"/>.</value>
    public string? Query { get; set; }

    /// <summary>Of an <c>ApiKey</c>: the key.</summary>
    /// <value>Required.</value>
    [Secret]
    public string? Value { get; set; }

    /// <summary>Of <c>Basic</c>: the user's name, without a colon.</summary>
    /// <value>Required.</value>
    [Unquoted]
    public string? UserName { get; set; }

    /// <summary>Of <c>Basic</c>: the password. Of a <c>ClientCertificate</c>: that of the PFX file or of the private key.</summary>
    /// <value>Required for <c>Basic</c>.</value>
    [Secret]
    public string? Password { get; set; }

    /// <summary>Of <c>Bearer</c>: the token.</summary>
    /// <value>Required.</value>
    [Secret]
    public string? Token { get; set; }

    /// <summary>Of <c>ClientCredentials</c>: the token endpoint, an absolute http or https URL.</summary>
    /// <value>Required.</value>
    public string? TokenUrl { get; set; }

    /// <summary>Of <c>ClientCredentials</c>: the client's identifier.</summary>
    /// <value>Required.</value>
    [Unquoted]
    public string? ClientId { get; set; }

    /// <summary>Of <c>ClientCredentials</c>: the client's secret.</summary>
    /// <value>Required.</value>
    [Secret]
    public string? ClientSecret { get; set; }

    /// <summary>Of <c>ClientCredentials</c>: what the token shall allow, with spaces between.</summary>
    /// <value>Default: what the token endpoint gives.</value>
    public string? Scope { get; set; }

    /// <summary>Of <c>ClientCredentials</c>: how the client shows the token endpoint who it is (RFC 6749, 2.3.1).</summary>
    /// <value>Default: <c>Header</c>.</value>
    public ClientSecretPlace SecretIn { get; set; }

    /// <summary>Of <c>ClientCredentials</c>: further parameters that some token endpoints ask for, such as <c>audience</c> or <c>resource</c>.</summary>
    /// <value>Default: none.</value>
    [Unquoted]
    public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Of a <c>ClientCertificate</c>: the file that holds it, PEM or PFX (<c>.pfx</c>, <c>.p12</c>).</summary>
    /// <value>Required.</value>
    public string? Path { get; set; }

    /// <summary>Of a <c>ClientCertificate</c> in PEM: the file that holds its private key.</summary>
    /// <value>Default: the same as <see cref="Path"/>.</value>
    public string? KeyPath { get; set; }
}
