using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Aggregator.Web.Access;

/// <summary>A key: 256 random bits as text. That many cannot be guessed, so a plain SHA-256 hides them as well as a slow hash hides a password.</summary>
internal static class ApiKey
{
    private const string Prefix = "agg_";
    private const string HashPrefix = "sha256:";

    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>The hash as the configuration holds it.</summary>
    public static string HashText(string key) => HashPrefix + Convert.ToHexStringLower(Hash(key));

    public static byte[] ParseHash(string text) => Convert.FromHexString(text.AsSpan(HashPrefix.Length));
}
