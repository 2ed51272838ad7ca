using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aggregator.Core.Sources;

/// <summary>
/// What decides whether two sources may use the same connections: the proxy, who is trusted, and which certificate is shown. Equal settings are equal,
/// whichever source or configuration they come from.
/// </summary>
internal sealed class ConnectionSettings : IEquatable<ConnectionSettings>
{
    /// <summary>Connections as the environment and the system have them.</summary>
    public static ConnectionSettings Default { get; } = new(null, null, null);

    private readonly string _identity;

    /// <param name="proxy">The proxy, or none at all; null for what the environment says.</param>
    /// <param name="authorities">Authorities that are trusted besides those of the system.</param>
    /// <param name="clientCertificate">The certificate to show to an API that asks for one.</param>
    public ConnectionSettings(ProxyAddress? proxy, X509Certificate2Collection? authorities, SslStreamCertificateContext? clientCertificate)
    {
        Proxy = proxy;
        Authorities = authorities;
        ClientCertificate = clientCertificate;
        _identity = string.Join('\n', proxy?.Text, Names(authorities ?? []), Names([.. Shown(clientCertificate)]));
    }

    public ProxyAddress? Proxy { get; }

    public X509Certificate2Collection? Authorities { get; }

    public SslStreamCertificateContext? ClientCertificate { get; }

    public bool Equals(ConnectionSettings? other) => other is not null && string.Equals(_identity, other._identity, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as ConnectionSettings);

    public override int GetHashCode() => _identity.GetHashCode(StringComparison.Ordinal);

    /// <summary>The certificate and those that are sent along with it.</summary>
    private static IEnumerable<X509Certificate2> Shown(SslStreamCertificateContext? context) =>
        context is null ? [] : [context.TargetCertificate, .. context.IntermediateCertificates];

    private static string Names(X509Certificate2Collection certificates) =>
        string.Join(',', certificates.Select(certificate => certificate.GetCertHashString(HashAlgorithmName.SHA256)));
}
