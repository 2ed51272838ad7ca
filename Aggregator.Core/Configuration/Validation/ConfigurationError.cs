namespace Aggregator.Core.Configuration.Validation;

/// <summary>The sentences about a wrong key: each names the key, the value, and what would be right.</summary>
internal static class ConfigurationError
{
    private const int LongestValue = 120;

    public static string Invalid(string key, object? value, string remedy) => OnOneLine($"{key} is '{Shorten(value?.ToString() ?? "")}': {remedy}.");

    /// <summary>The same about a value that may hold a secret, and so is not quoted.</summary>
    public static string InvalidUnquoted(string key, string remedy) => Invalid(key, "…", remedy);

    public static string Missing(string key, string remedy) => OnOneLine($"{key} is missing: {remedy}.");

    /// <summary>A key that there is not. The one that was probably meant comes first, because the list may be long.</summary>
    public static string Unknown(string key, IReadOnlyList<string> known)
    {
        var all = string.Join(", ", known);
        return OnOneLine(NearestName.Find(Shorten(key[(key.LastIndexOf(':') + 1)..]), known) is { } meant
            ? $"{key} is not a known key: did you mean {meant}? The keys are {all}."
            : $"{key} is not a known key: write one of {all}.");
    }

    private static string OnOneLine(string sentence) => string.Concat(sentence.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static string Shorten(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
