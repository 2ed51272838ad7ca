namespace Aggregator.Core.Configuration;

/// <summary>Who may see the boards.</summary>
public enum AccessMode
{
    /// <summary>Everybody who can reach the application.</summary>
    Anonymous,

    /// <summary>Whoever sends the key of a client.</summary>
    ApiKeys,

    /// <summary>Whomever a trusted reverse proxy names in a header, and whoever sends the key of a client.</summary>
    ProxyUser,
}
