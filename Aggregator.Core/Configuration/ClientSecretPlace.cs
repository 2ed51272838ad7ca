namespace Aggregator.Core.Configuration;

/// <summary>Where a request to a token endpoint carries the client's identifier and secret (RFC 6749, 2.3.1).</summary>
public enum ClientSecretPlace
{
    /// <summary>In the header <c>Authorization</c>, which every token endpoint must understand.</summary>
    Header,

    /// <summary>In the body, which some ask for nevertheless.</summary>
    Body,
}
