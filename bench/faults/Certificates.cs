using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aggregator.Faults;

/// <summary>Certificates made at the start: an authority, what it signs, and one that signs itself.</summary>
internal sealed class Certificates : IDisposable
{
    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow();

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    /// <summary>A new authority.</summary>
    /// <param name="above">Who signs it; null for itself.</param>
    private Certificates(Certificates? above)
    {
        var request = new CertificateRequest($"CN=Aggregator.Faults {Guid.NewGuid():N}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        if (above is null)
        {
            _authority = request.CreateSelfSigned(Today.AddYears(-1), Today.AddYears(1));
            return;
        }

        using var signed = request.Create(above._authority, Today.AddYears(-1), Today.AddYears(1), Guid.NewGuid().ToByteArray());
        _authority = signed.CopyWithPrivateKey(_key);
    }

    public Certificates()
        : this(null)
    {
    }

    /// <summary>An authority that this one has signed.</summary>
    public Certificates Below() => new(this);

    /// <summary>The authority's own certificate, for whoever shall trust it.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <summary>For 127.0.0.1, by nobody's authority.</summary>
    public static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = For(key, "127.0.0.1").CreateSelfSigned(Today.AddDays(-1), Today.AddDays(1));
        return Usable(certificate);
    }

    /// <summary>Signed by the authority for an address or a name, and valid until then.</summary>
    public X509Certificate2 Signed(string host, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Sign(key, host, until);
        using var withKey = certificate.CopyWithPrivateKey(key);
        return Usable(withKey);
    }

    /// <summary>The same in PEM, with its private key behind it: for a server that reads files, or for a client.</summary>
    public string SignedPem(string host, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Sign(key, host, until);
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 Sign(ECDsa key, string host, DateTimeOffset until) =>
        For(key, host).Create(_authority, until.AddDays(-2), until, Guid.NewGuid().ToByteArray());

    private static CertificateRequest For(ECDsa key, string host)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    /// <summary>Windows serves TLS only with keys that were loaded, not with those just made.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
}
