using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aggregator.Core.Configuration;

namespace Aggregator.Core.Sources;

/// <summary>Reads the certificates that a configuration names.</summary>
internal static class CertificateFiles
{
    private static readonly string[] PfxEndings = [".pfx", ".p12"];

    /// <summary>Whether reading failed because of what the file is, or because it is not there.</summary>
    public static bool IsPlanned(Exception exception) => exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or NotSupportedException;

    public static bool IsPfx(string path) => Array.Exists(PfxEndings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The authorities in a PEM file.</summary>
    /// <exception cref="CryptographicException">There is none in it.</exception>
    public static X509Certificate2Collection Authorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("The file holds no certificate in PEM.");
    }

    /// <summary>A certificate with its private key, and with those between it and its authority that the file holds.</summary>
    /// <exception cref="CryptographicException">The file holds no such thing, or the password does not fit.</exception>
    public static SslStreamCertificateContext Client(AuthOptions auth, string? password)
    {
        X509Certificate2Collection all = [];
        X509Certificate2 own;
        if (IsPfx(auth.Path!))
        {
            all = X509CertificateLoader.LoadPkcs12CollectionFromFile(auth.Path!, password);
            own = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new CryptographicException("The file holds no certificate with a private key.");
        }
        else
        {
            var keyPath = string.IsNullOrEmpty(auth.KeyPath) ? auth.Path! : auth.KeyPath;
            own = Usable(string.IsNullOrEmpty(password)
                ? X509Certificate2.CreateFromPemFile(auth.Path!, keyPath)
                : X509Certificate2.CreateFromEncryptedPemFile(auth.Path!, password, keyPath));
            all.ImportFromPemFile(auth.Path!);
        }

        // Not to be fetched from wherever the certificate says.
        return SslStreamCertificateContext.Create(own, all, offline: true);
    }

    /// <summary>Windows shows in TLS only certificates whose keys were loaded with them.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
