using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Aggregator.Core.Configuration.Reading;

/// <summary>What tells two states of a section apart. One that knows of secrets is never shown or logged: short ones could be tried out.</summary>
internal static class Fingerprint
{
    /// <summary>Of every key and value of the section, wherever it stands, and of the secrets and files that it names; in hexadecimal digits.</summary>
    /// <param name="section">The section.</param>
    /// <param name="files">The files that it names.</param>
    /// <param name="secrets">All secrets by name.</param>
    public static string Of(IConfigurationSection section, IEnumerable<string> files, IReadOnlyDictionary<string, string> secrets)
    {
        var values = section.AsEnumerable(makePathsRelative: true).ToList();
        var named = values.SelectMany(pair => SecretReferences.In(pair.Value)).Distinct(StringComparer.OrdinalIgnoreCase);
        return Convert.ToHexStringLower(Hash(
            [
                .. values,
                .. named.Select(name => KeyValuePair.Create($"{{secret:{name}}}", secrets.GetValueOrDefault(name))),
                .. files.Select(path => KeyValuePair.Create($"{{file:{path}}}", Content(path))),
            ],
            _ => false));
    }

    /// <summary>Of every key and every value but those that the reader must not learn of.</summary>
    public static byte[] Hash(IEnumerable<KeyValuePair<string, string?>> values, Func<string, bool> isHidden)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var shown = isHidden(key) ? null : value;

            // With lengths, so that no value can pass for another key, nor null for an empty text.
            hash.AppendData(Encoding.UTF8.GetBytes($"{key.Length}:{key}={shown?.Length ?? -1}:{shown}\n"));
        }

        return hash.GetHashAndReset();
    }

    private static string? Content(string path)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // A validator says so.
            return null;
        }
    }
}
