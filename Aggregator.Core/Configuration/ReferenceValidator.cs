using Aggregator.Core.Decoding;
using Aggregator.Core.Sources;
using Microsoft.Extensions.Options;

namespace Aggregator.Core.Configuration;

/// <summary>What must hold for the places in the texts of each source: what fills them exists, can be had, and never waits for itself.</summary>
internal sealed class ReferenceValidator : IValidateOptions<AggregatorOptions>
{
    public ValidateOptionsResult Validate(string? name, AggregatorOptions options)
    {
        var errors = new List<string>();
        var sourcesKey = $"{options.InForceKey}:{nameof(options.Sources)}";
        foreach (var (source, sourceOptions) in options.InForce.Sources)
        {
            var key = $"{sourcesKey}:{source}";
            foreach (var (textKey, text) in TextsOf(key, sourceOptions))
            {
                foreach (var reference in Reference.In(text).Distinct())
                {
                    if (WhatWouldBeRight(reference, textKey[(key.Length + 1)..], sourceOptions, options.InForce.Sources) is { } remedy)
                    {
                        errors.Add(ConfigurationError.Invalid(textKey, reference, remedy));
                    }
                }
            }

            ValidateForEach($"{key}:{nameof(sourceOptions.ForEach)}", sourceOptions.ForEach, options.InForce.Sources, errors);
        }

        if (new DependencyGraph(options.InForce.Sources.ToDictionary(pair => pair.Key, pair => DependenciesOf(pair.Value), StringComparer.OrdinalIgnoreCase)).FindCycle() is { } cycle)
        {
            errors.Add(ConfigurationError.Invalid($"{sourcesKey}:{cycle[0]}", string.Join(" → ", cycle), "these sources wait for each other, so none could ever be called; take one of the references out"));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>What fills the places of a source.</summary>
    public static IEnumerable<Reference> ReferencesOf(SourceOptions source) =>
        TextsOf("", source).SelectMany(text => Reference.In(text.Text)).Concat(Reference.In(source.ForEach.In));

    /// <summary>The names of the sources whose answers a source needs.</summary>
    public static IReadOnlyList<string> DependenciesOf(SourceOptions source) => Reference.SourcesIn(ReferencesOf(source));

    /// <summary>A query of GraphQL is full of braces of its own; what differs from call to call are its variables.</summary>
    private static IEnumerable<(string Key, string? Text)> TextsOf(string key, SourceOptions source) =>
        new SourceTexts(key, source).All.Where(text => !text.Key.EndsWith($":{nameof(BodyOptions.GraphQL)}:{nameof(GraphQLOptions.Query)}", StringComparison.Ordinal));

    private static string? WhatWouldBeRight(Reference reference, string key, SourceOptions source, Dictionary<string, SourceOptions> sources) => reference.Kind switch
    {
        _ when !MayHoldPlaces(key) => "nothing is filled in here; a secret may stand here, {secret:name}",
        ReferenceKind.Parameter when key.StartsWith(nameof(source.Headers), StringComparison.Ordinal) || key.StartsWith(nameof(source.Auth), StringComparison.Ordinal) =>
            "what viewers choose may stand in Url, Query and Body only; take it out",
        ReferenceKind.Source => WhatWouldBeRight(reference, sources),
        ReferenceKind.Item when source.ForEach.In is null => "the source is called once; write the list of elements as ForEach:In, such as {sources.orders/items}",
        ReferenceKind.Item when reference.Selector.Length > 0 && !ValueSelector.TryParse(reference.Selector, out _, out var error) => error,
        _ => null,
    };

    private static string? WhatWouldBeRight(Reference reference, Dictionary<string, SourceOptions> sources) =>
        !sources.TryGetValue(reference.Name, out var other) ? $"there is no such source; write one of {string.Join(", ", sources.Keys)}"
        : other.ForEach.In is not null && reference.Selector.Length > 0 ? "that source is called for each element of a list, so it has no answer to select in; name the source alone for the list of its values"
        : reference.Selector.Length > 0 && !AnswerDecoder.TryCompile(other, reference.Selector, out _, out var errors) ? errors[0].Remedy
        : null;

    /// <summary>A user's name, a password and what belongs to a token are the same for every call.</summary>
    private static bool MayHoldPlaces(string key) =>
        !key.StartsWith(nameof(SourceOptions.Proxy), StringComparison.Ordinal)
        && (!key.StartsWith($"{nameof(SourceOptions.Auth)}:", StringComparison.Ordinal)
            || key is $"{nameof(SourceOptions.Auth)}:{nameof(AuthOptions.Token)}" or $"{nameof(SourceOptions.Auth)}:{nameof(AuthOptions.Value)}");

    private static void ValidateForEach(string key, ForEachOptions forEach, Dictionary<string, SourceOptions> sources, List<string> errors)
    {
        if (forEach.In is { } list)
        {
            var remedy = Reference.In(list).ToList() is [{ Kind: ReferenceKind.Source } only] && Reference.Mask(list) is "place"
                ? WhatWouldBeRight(only, sources)
                : "write where the list is in another source's answer, and nothing else: {sources.orders/items}";
            if (remedy is not null)
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{nameof(forEach.In)}", list, remedy));
            }
        }

        if (forEach.Max is < 1 or > ForEachOptions.MostElements)
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(forEach.Max)}", forEach.Max, "write a number from 1 to 100"));
        }

        if (forEach.MaxConcurrency < 1)
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(forEach.MaxConcurrency)}", forEach.MaxConcurrency, "write a number of at least 1"));
        }
    }
}
