namespace Aggregator.Core.Configuration;

/// <summary>The sentences about a wrong key: each names the key, the value, and what would be right.</summary>
internal static class ConfigurationError
{
    private const int LongestValue = 120;

    public static string Invalid(string key, object? value, string remedy) => $"{key} is '{Shorten(value?.ToString() ?? "")}': {remedy}.";

    public static string Missing(string key, string remedy) => $"{key} is missing: {remedy}.";

    public static string Unknown(string key, IEnumerable<string> known) => $"{key} is not a known key: write one of {string.Join(", ", known)}.";

    private static string Shorten(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
