using Aggregator.Core.Decoding;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for the places in the texts of each source: what fills them exists, and can be had.</summary>
internal sealed class ReferenceValidator : SourceValidator
{
    /// <summary>What fills the places of a source.</summary>
    public static IEnumerable<Reference> ReferencesOf(SourceOptions source) =>
        TextsOf("", source).Where(text => MayHoldPlaces(text.Key[1..])).SelectMany(text => Reference.In(text.Text)).Concat(Reference.In(source.ForEach.In));

    /// <summary>The names of the sources whose answers a source needs, as they have them; one that there is not as it is written.</summary>
    public static IReadOnlyList<string> DependenciesOf(SourceOptions source, Dictionary<string, SourceOptions> sources) =>
        [.. Reference.SourcesIn(ReferencesOf(source)).Select(name => sources.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name)];

    /// <summary>A query of GraphQL is full of braces of its own; what differs from call to call are its variables.</summary>
    private static IEnumerable<(string Key, string? Text)> TextsOf(string key, SourceOptions source) =>
        new SourceTexts(key, source).All.Where(text => !text.Key.EndsWith($":{nameof(BodyOptions.GraphQL)}:{nameof(GraphQLOptions.Query)}", StringComparison.Ordinal));

    protected override void Validate(string key, SourceOptions source, AggregatorOptions options, List<string> errors)
    {
        foreach (var (textKey, text) in TextsOf(key, source))
        {
            ValidateText(textKey, text ?? "", textKey[(key.Length + 1)..], source, options.InForce.Sources, errors);
        }

        ValidateForEach($"{key}:{nameof(source.ForEach)}", source, options, errors);
    }

    private static void ValidateText(string key, string text, string part, SourceOptions source, Dictionary<string, SourceOptions> sources, List<string> errors)
    {
        foreach (var (start, end, reference) in Reference.PlacesIn(text).DistinctBy(place => place.Reference))
        {
            if (WhatWouldBeRight(reference, part, source, sources) is { } remedy)
            {
                // What looks like a place in a password is a part of the password.
                errors.Add(MayHoldPlaces(part) ? ConfigurationError.Invalid(key, text[start..end], remedy) : ConfigurationError.InvalidUnquoted(key, remedy));
            }
        }

        if (MayHoldPlaces(part) && part is not nameof(source.Url) && Reference.FindMisspelt(text) is { } misspelt)
        {
            errors.Add(ConfigurationError.Invalid(key, misspelt, "it is nearly a place and would be sent as it is; write {query.parameter}, {sources.name/selector} or {item/selector}, without spaces"));
        }
    }

    private static string? WhatWouldBeRight(Reference reference, string key, SourceOptions source, Dictionary<string, SourceOptions> sources) => reference.Kind switch
    {
        _ when !MayHoldPlaces(key) => "it holds a place such as {sources.name/selector}, and nothing is filled in here; take it out, or name a secret, {secret:name}, whose text is taken as it is",
        ReferenceKind.Parameter when IsCredential(key) =>
            "what viewers choose may stand in Url, Query and Body only; take it out",
        ReferenceKind.Source => WhatWouldBeRight(reference, sources) ?? (IsCredential(key) && ShowsWhatIsSent(sources[reference.Name], reference.Selector)
            ? $"what a header is filled with may be a secret, and {reference.Name} shows it; give {reference.Name} a Select of something that everybody may see, and name the part to send here, such as {{sources.{reference.Name}/token}}"
            : null),
        ReferenceKind.Item when source.ForEach.In is null => "the source is called once; write the list of elements as ForEach:In, such as {sources.orders/items}",
        ReferenceKind.Item when reference.Selector.Length > 0 && !ValueSelector.TryParse(reference.Selector, out _, out var error) => error,
        _ => null,
    };

    private static string? WhatWouldBeRight(Reference reference, Dictionary<string, SourceOptions> sources) =>
        !sources.TryGetValue(reference.Name, out var other) ? $"there is no such source; write one of {string.Join(", ", sources.Keys)}"
        : other.ForEach.In is not null && reference.Selector.Length > 0 ? "that source is called for each element of a list, so it has no answer to select in; name the source alone for the list of its values"
        : other.Format is AnswerFormat.Csv or AnswerFormat.Text && reference.Selector is ['$', ..] ? "the answers of that source are no JSON; write / and a column or a regular expression"
        : reference.Selector.Length > 0 && !AnswerDecoder.TryCompile(other, reference.Selector, out _, out var errors) ? errors[0].Remedy
        : null;

    private static bool IsCredential(string key) =>
        key.StartsWith(nameof(SourceOptions.Headers), StringComparison.Ordinal) || key.StartsWith(nameof(SourceOptions.Auth), StringComparison.Ordinal);

    /// <summary>Whether the value on a source's own card is, or holds, what another one sends.</summary>
    private static bool ShowsWhatIsSent(SourceOptions source, string sent)
    {
        string[] shown = source.Select.Named.Count > 0 ? [.. source.Select.Named.Values] : [source.Select.Selector ?? ""];
        return sent.Length == 0 || shown.Any(selector => sent.StartsWith(selector, StringComparison.Ordinal));
    }

    /// <summary>A user's name, a password and what belongs to a token are the same for every call.</summary>
    private static bool MayHoldPlaces(string key) =>
        !key.StartsWith(nameof(SourceOptions.Proxy), StringComparison.Ordinal)
        && (!key.StartsWith($"{nameof(SourceOptions.Auth)}:", StringComparison.Ordinal)
            || key is $"{nameof(SourceOptions.Auth)}:{nameof(AuthOptions.Token)}" or $"{nameof(SourceOptions.Auth)}:{nameof(AuthOptions.Value)}");

    private static void ValidateForEach(string key, SourceOptions source, AggregatorOptions options, List<string> errors)
    {
        var forEach = source.ForEach;
        if (forEach is { In: null, HasLimits: true } && !options.IsUnreadable($"{key}:{nameof(forEach.In)}"))
        {
            errors.Add(ConfigurationError.Missing($"{key}:{nameof(forEach.In)}", "write where the list is in another source's answer: {sources.orders/items}"));
        }
        else if (forEach.In is { } list)
        {
            var remedy = Reference.In(list).ToList() is [{ Kind: ReferenceKind.Source } only] && Reference.Mask(list) is "place"
                ? WhatWouldBeRight(only, options.InForce.Sources) ?? (ReferencesOf(source).Any(reference => reference.Kind is ReferenceKind.Item) ? null
                    : "no text of the source names the element, so all calls would be the same; write {item} or {item/id} where it belongs")
                : "write where the list is in another source's answer, and nothing else: {sources.orders/items}";
            if (remedy is not null)
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{nameof(forEach.In)}", list, remedy));
            }
        }

        if (forEach.Max is < 1 or > ForEachOptions.MostElements)
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(forEach.Max)}", forEach.Max, $"write a number from 1 to {ForEachOptions.MostElements}"));
        }

        if (forEach.MaxConcurrency < 1)
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(forEach.MaxConcurrency)}", forEach.MaxConcurrency, "write a number of at least 1"));
        }
    }
}
