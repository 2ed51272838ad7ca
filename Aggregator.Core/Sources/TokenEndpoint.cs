namespace Aggregator.Core.Sources;

/// <summary>Where the tokens of sources come from (RFC 6749, 4.4): a call like any other, of which sources with the same credentials share the answer.</summary>
/// <param name="call">The call that answers with a token.</param>
internal sealed class TokenEndpoint(Source call) : IEquatable<TokenEndpoint>
{
    public Source Call { get; } = call;

    /// <summary>The same address, credentials, parameters and connections.</summary>
    public bool Equals(TokenEndpoint? other) =>
        other is not null
        && Call.Url == other.Call.Url
        && Call.Connection.Equals(other.Call.Connection)
        && Call.Headers.SequenceEqual(other.Call.Headers)
        && Call.Body!.Bytes.Span.SequenceEqual(other.Call.Body!.Bytes.Span);

    public override bool Equals(object? obj) => Equals(obj as TokenEndpoint);

    public override int GetHashCode() => Call.Url.GetHashCode();
}
