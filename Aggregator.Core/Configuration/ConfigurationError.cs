namespace Aggregator.Core.Configuration;

/// <summary>The sentences about a wrong key: each names the key, the value, and what would be right.</summary>
internal static class ConfigurationError
{
    private const int LongestValue = 120;

    public static string Invalid(string key, object? value, string remedy) => OnOneLine($"{key} is '{Shorten(value?.ToString() ?? "")}': {remedy}.");

    /// <summary>The same about a value that may hold a secret, and so is not quoted.</summary>
    public static string InvalidUnquoted(string key, string remedy) => Invalid(key, "…", remedy);

    public static string Missing(string key, string remedy) => OnOneLine($"{key} is missing: {remedy}.");

    public static string Unknown(string key, IEnumerable<string> known) =>
        OnOneLine($"{key} is not a known key: write one of {string.Join(", ", known)}.");

    private static string OnOneLine(string sentence) => string.Concat(sentence.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static string Shorten(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
