using System.Text.Json;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Core.Sources;

/// <summary>A list for each element of which a source is called: compiled from <see cref="ForEachOptions"/>.</summary>
internal sealed class ForEach
{
    private readonly Dictionary<string, ValueSelector> _parts = new(StringComparer.Ordinal);

    private ForEach(ForEachOptions options, IEnumerable<Reference> references)
    {
        List = Reference.In(options.In).Single();
        Max = options.Max;
        MaxConcurrency = options.MaxConcurrency;
        foreach (var part in references.Where(reference => reference.Kind is ReferenceKind.Item))
        {
            _parts[part.Selector] = ValueSelector.TryParse(part.Selector, out var selector, out var error) ? selector : throw new ArgumentException(error, nameof(references));
        }
    }

    /// <summary>Where the list is.</summary>
    public Reference List { get; }

    /// <summary>How many elements count at most.</summary>
    public int Max { get; }

    /// <summary>How many calls of one run are under way at once.</summary>
    public int MaxConcurrency { get; }

    /// <summary>Compiles options that were validated; null where there are none.</summary>
    /// <param name="options">The options.</param>
    /// <param name="references">What fills the places of the source.</param>
    public static ForEach? Compile(ForEachOptions options, IEnumerable<Reference> references) => options.In is null ? null : new ForEach(options, references);

    /// <summary>A part of an element, or the whole of it; null where it has none, or none that can be looked for.</summary>
    public JsonElement? Part(JsonElement element, string selector)
    {
        try
        {
            return _parts[selector].Select(element);
        }
        catch (Exception e) when (e is JsonException or TooLargeException)
        {
            return null;
        }
    }
}
