using System.Text.Json;
using Aggregator.Core.Configuration;

namespace Aggregator.Core.Sources;

/// <summary>What stands in for a source without a value: compiled from <see cref="FallbackOptions"/>.</summary>
/// <param name="Source">The name of the source that is called instead; null for none.</param>
/// <param name="Value">The fixed value; null for none.</param>
internal sealed record Fallback(string? Source, JsonElement? Value)
{
    /// <summary>Compiles options that were validated; null where there are none.</summary>
    public static Fallback? Compile(FallbackOptions options) =>
        options.IsSet ? new Fallback(string.IsNullOrEmpty(options.Source) ? null : options.Source, options.Value is { } text ? Parse(text) : null) : null;

    /// <summary>What is no JSON is text. .NET configuration makes <c>True</c> of what was written as <c>true</c>.</summary>
    private static JsonElement Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text is "True" or "False" ? text.ToLowerInvariant() : text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text, Combining.CombiningJsonContext.Default.String);
        }
    }
}
