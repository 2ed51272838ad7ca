using System.Text.RegularExpressions;

namespace Aggregator.Core.Sources;

/// <summary>
/// A place in a text of a source that is filled for each call. Other braces are what they are; JSON and GraphQL are full of them.
/// </summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Name">The name of the parameter or of the source, in small letters; empty for an element.</param>
/// <param name="Selector">What of the answer or of the element; empty for the value or the whole element.</param>
internal sealed partial record Reference(ReferenceKind Kind, string Name, string Selector)
{
    /// <summary>The places of a text, in order.</summary>
    public static IEnumerable<(int Start, int End, Reference Reference)> PlacesIn(string? text) =>
        string.IsNullOrEmpty(text) ? [] : Place().Matches(text).Select(place => (place.Index, place.Index + place.Length, Of(place)));

    /// <summary>What fills the places of a text.</summary>
    public static IEnumerable<Reference> In(string? text) => PlacesIn(text).Select(place => place.Reference);

    /// <summary>The names of the sources whose answers are needed, each once.</summary>
    public static IReadOnlyList<string> SourcesIn(IEnumerable<Reference> references) =>
        [.. references.Where(reference => reference.Kind is ReferenceKind.Source).Select(reference => reference.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>The text with a harmless one in each place.</summary>
    public static string Mask(string text, string harmless = "place") => Place().Replace(text, harmless);

    /// <summary>The first part of a text that was probably to be a place and is none; null where there is no such part.</summary>
    public static string? FindMisspelt(string text) => Misspelt().Match(Mask(text)) is { Success: true } misspelt ? misspelt.Value : null;

    /// <summary>As it is written.</summary>
    public override string ToString() => Kind switch
    {
        ReferenceKind.Parameter => $"{{query.{Name}}}",
        ReferenceKind.Source => $"{{sources.{Name}{Selector}}}",
        _ => $"{{item{Selector}}}",
    };

    private static Reference Of(Match place) =>
        place.Groups["query"] is { Success: true } parameter ? new(ReferenceKind.Parameter, parameter.Value.ToLowerInvariant(), "")
        : place.Groups["source"] is { Success: true } source ? new(ReferenceKind.Source, source.Value.ToLowerInvariant(), place.Groups["selector"].Value)
        : new(ReferenceKind.Item, "", place.Groups["selector"].Value);

    [GeneratedRegex(
        """\{(query\.(?<query>[a-z][\w-]*)|sources\.(?<source>[a-z][\w-]*)(?<selector>[/$][^{}"]*)?|item(?<selector>[/$][^{}"]*)?)\}""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    /// <summary>Lists and names in GraphQL have neither of these signs behind them.</summary>
    [GeneratedRegex(
        """\{\s*(query|sources?|items?)\s*[.:/][^{}"]*\}""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Misspelt();
}
