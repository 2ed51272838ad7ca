using Aggregator.Core.Sources;

namespace Aggregator.Web.Presentation;

/// <summary>The names of a board's places, by which what is streamed, and what a refresh brings, finds where it belongs.</summary>
internal static class Slots
{
    public const string Summary = "summary";
    public const string Waterfall = "waterfall";
    public const string Closing = "closing";

    public static string Of(Source source) => $"source-{source.Name}";
}
