using System.Globalization;
using System.Text.RegularExpressions;

namespace Aggregator.Web.Presentation;

/// <summary>
/// Whether a browser can put a card into its place as it arrives. All can since February 2024 (Chrome and Edge 111, Safari 16.4, Firefox 123); the older
/// ones get the page in one piece.
/// </summary>
internal static partial class DeclarativeShadowDom
{
    private const double FirstFirefox = 123;
    private const double FirstChrome = 111;
    private const double FirstSafari = 16.4;

    /// <summary>Whether the browser that calls itself so knows it. Whoever does not look like an old browser is taken for a new one.</summary>
    public static bool IsKnownTo(string? userAgent)
    {
        var match = Browser().Match(userAgent ?? "");
        return !match.Success || (match.Groups["name"].Value, Version(match)) switch
        {
            ("Firefox", var version) => version >= FirstFirefox,
            ("Chrome", var version) => version >= FirstChrome,
            ("Version", var version) => version >= FirstSafari,

            // Internet Explorer, and browsers of the terminal.
            _ => false,
        };
    }

    private static double Version(Match match) => double.TryParse(match.Groups["version"].Value, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>Safari calls its version "Version" and the others, who all claim to be Safari, do not; they come first in what they say.</summary>
    [GeneratedRegex(
        @"(?<name>Firefox|Chrome|Version)/(?<version>\d{1,4}(\.\d{1,4})?)|(?<name>MSIE|Trident|Lynx|w3m|Links)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Browser();
}
