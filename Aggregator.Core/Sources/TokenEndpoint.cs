namespace Aggregator.Core.Sources;

/// <summary>Where the tokens of sources come from (RFC 6749, 4.4): a call like any other, of which sources with the same credentials share the answer.</summary>
/// <param name="call">The call that answers with a token.</param>
internal sealed class TokenEndpoint(Source call) : IEquatable<TokenEndpoint>
{
    public Source Call { get; } = call;

    /// <summary>The same address, credentials, parameters and connections.</summary>
    public bool Equals(TokenEndpoint? other) =>
        other is not null
        && Call.Connection.Equals(other.Call.Connection)
        && Call.Request.IsSameAs(other.Call.Request);

    public override bool Equals(object? obj) => Equals(obj as TokenEndpoint);

    public override int GetHashCode() => Call.Request.AddressHash;
}
