namespace Aggregator.Core.Configuration;

/// <summary>How a source shows an API who asks.</summary>
public enum AuthType
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A key in a header or in the query.</summary>
    ApiKey,

    /// <summary>User name and password (RFC 7617).</summary>
    Basic,

    /// <summary>A token (RFC 6750).</summary>
    Bearer,

    /// <summary>A token that is fetched with the credentials of a client (OAuth 2.0, RFC 6749, 4.4).</summary>
    ClientCredentials,

    /// <summary>A client certificate (TLS).</summary>
    ClientCertificate,
}
