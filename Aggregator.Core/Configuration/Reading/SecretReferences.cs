using System.Text.RegularExpressions;

namespace Aggregator.Core.Configuration.Reading;

/// <summary>Texts that name secrets: <c>Bearer {secret:crm}</c>. Other braces are what they are; JSON and GraphQL are full of them.</summary>
internal static partial class SecretReferences
{
    /// <summary>The names of the secrets in a text.</summary>
    public static IEnumerable<string> In(string? text) => string.IsNullOrEmpty(text) ? [] : Reference().Matches(text).Select(match => match.Groups["name"].Value);

    /// <summary>The text with the secrets in their places.</summary>
    /// <param name="text">The text.</param>
    /// <param name="secrets">The secrets by name; every one that the text names.</param>
    /// <param name="encode">Makes a secret fit the text around it; null where any text fits.</param>
    public static string Resolve(string text, IReadOnlyDictionary<string, string> secrets, Func<string, string>? encode = null) =>
        Reference().Replace(text, match =>
        {
            var secret = secrets[match.Groups["name"].Value];
            return encode is null ? secret : encode(secret);
        });

    /// <summary>The text with a harmless one in the place of each secret.</summary>
    public static string Mask(string text) => Reference().Replace(text, "secret");

    [GeneratedRegex(@"\{\s*secret\s*:\s*(?<name>[^{}\s]*)\s*\}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
