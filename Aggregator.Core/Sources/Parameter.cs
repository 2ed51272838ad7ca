using System.Text;
using System.Text.RegularExpressions;
using Aggregator.Core.Configuration;

namespace Aggregator.Core.Sources;

/// <summary>Something that viewers choose of a board: validated, immutable, compiled from <see cref="ParameterOptions"/>.</summary>
public sealed class Parameter
{
    /// <summary>How many UTF-16 units a value may have.</summary>
    public const int LongestValue = ParameterOptions.LongestValue;

    private readonly Regex? _pattern;

    private Parameter(string name, ParameterOptions options)
    {
        Name = name;
        Title = string.IsNullOrWhiteSpace(options.Title) ? name : options.Title;
        Values = options.Values;
        Default = options.Default ?? Values[0];
        Pattern = options.Pattern;
        _pattern = options.Pattern is { } pattern ? CompilePattern(pattern) : null;
    }

    /// <summary>The name it has in the configuration and in URLs.</summary>
    public string Name { get; }

    /// <summary>What people read.</summary>
    public string Title { get; }

    /// <summary>The value where the viewer names none.</summary>
    public string Default { get; }

    /// <summary>The only values there are; none where others are allowed.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>What the whole value must match, as it was written; null where anything does.</summary>
    public string? Pattern { get; }

    /// <summary>Whether an empty text is a value of its own, since <see cref="Values"/> or <see cref="Pattern"/> say so; otherwise it chooses nothing.</summary>
    public bool KnowsEmpty => (Values.Count > 0 || Pattern is not null) && Allows("");

    /// <summary>Compiles options that were validated.</summary>
    internal static Parameter Compile(string name, ParameterOptions options) => new(name, options);

    /// <summary>The pattern, of the whole value, in a form that no value can make run away.</summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    /// <exception cref="NotSupportedException">It does not work without backtracking.</exception>
    internal static Regex CompilePattern(string pattern)
    {
        // By itself, too: one with a bracket too many would close the one that is put around it, and then match parts.
        _ = Compile(pattern);
        return Compile($@"\A(?:{pattern})\z");

        static Regex Compile(string text) => new(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }

    /// <summary>Whether <c>.</c> or <c>..</c> stands between the slashes of a text: in the path of a URL they mean another place, encoded or not.</summary>
    internal static bool LeadsElsewhere(string text) => text.Split('/', '\\').Any(part => part is "." or "..");

    /// <summary>
    /// Whether the value is allowed. Control characters never are, and neither are <c>.</c> and <c>..</c>, which mean another place in the path of a URL, encoded or not.
    /// </summary>
    public bool Allows(string value) =>
        value.Length <= ParameterOptions.LongestValue
        && !LeadsElsewhere(value)
        && !value.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar)
        && (Values.Count == 0 || Values.Contains(value, StringComparer.Ordinal))
        && _pattern?.IsMatch(value) is not false;
}
