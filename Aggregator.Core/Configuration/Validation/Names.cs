namespace Aggregator.Core.Configuration.Validation;

/// <summary>What sources and boards may be called: a name stands in URLs, headers and environment variables.</summary>
internal static class Names
{
    public const string Rule = "a name is of letters, digits, - and _, starts with a letter, and has at most 64 characters";

    /// <summary>The same rule, for those who only know regular expressions (ECMA-262).</summary>
    public const string Pattern = "^[A-Za-z][A-Za-z0-9_-]{0,63}$";

    public static bool IsValid(string name) =>
        name.Length is >= 1 and <= 64
        && char.IsAsciiLetter(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
