using System.Globalization;
using System.Text.Json.Serialization;

namespace Aggregator.Web.Embedding;

/// <summary>A frame as an oEmbed answer of the type rich (oembed.com, 2.3.4.4).</summary>
public sealed record OEmbedAnswer
{
    /// <summary>The width where the consumer sets no limit.</summary>
    private const int UsualWidth = 800;

    /// <summary>The type of what is embedded.</summary>
    public string Type { get; } = "rich";

    /// <summary>The version of oEmbed.</summary>
    public string Version { get; } = "1.0";

    /// <summary>What people read.</summary>
    public required string Title { get; init; }

    /// <summary>What this application is called.</summary>
    [JsonPropertyName("provider_name")]
    public string ProviderName { get; } = "Aggregator";

    /// <summary>Where this application is.</summary>
    [JsonPropertyName("provider_url")]
    public required string ProviderUrl { get; init; }

    /// <summary>The frame.</summary>
    public required string Html { get; init; }

    /// <summary>Its width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Its height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>How many seconds the consumer may keep this answer: the frame, not the values in it.</summary>
    [JsonPropertyName("cache_age")]
    public int CacheAge { get; } = 3600;

    /// <summary>Fits a frame into the consumer's limits.</summary>
    /// <param name="snippet">The frame.</param>
    /// <param name="home">Where this application is.</param>
    /// <param name="maxWidth">The greatest width in pixels; null for any.</param>
    /// <param name="maxHeight">The greatest height in pixels; null for any.</param>
    internal static OEmbedAnswer From(FrameSnippet snippet, string home, int? maxWidth, int? maxHeight)
    {
        var width = Math.Min(UsualWidth, maxWidth ?? UsualWidth);
        var height = Math.Min(snippet.Height, maxHeight ?? snippet.Height);
        var html = snippet with { Width = width.ToString(CultureInfo.InvariantCulture), Height = height };
        return new() { Title = snippet.Title, ProviderUrl = home, Html = html.ToString(), Width = width, Height = height };
    }
}
