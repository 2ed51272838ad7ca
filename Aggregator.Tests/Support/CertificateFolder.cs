using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aggregator.Tests.Support;

/// <summary>Certificates in files, in each form in which people have them.</summary>
internal sealed class CertificateFolder : IDisposable
{
    public const string Password = "pa55 w0rd";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aggregator-");

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The private key in PEM.</summary>
    public static string Key(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>The private key in PEM, encrypted with <see cref="Password"/>.</summary>
    public static string EncryptedKey(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
    }

    /// <summary>Certificates in PKCS #12.</summary>
    public static byte[] Pfx(string? password, params X509Certificate2[] certificates) => new X509Certificate2Collection(certificates).Export(X509ContentType.Pkcs12, password)!;

    public void Dispose() => _folder.Delete(recursive: true);
}
