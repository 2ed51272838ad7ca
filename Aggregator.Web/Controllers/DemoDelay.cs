using System.Globalization;

namespace Aggregator.Web.Controllers;

/// <summary>How long a demo API waits.</summary>
internal static class DemoDelay
{
    public const string Rule = "Write a delay from 0 to 30 seconds, such as 2s, 500ms or 00:00:02.";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static bool TryParse(string? text, out TimeSpan delay)
    {
        delay = TimeSpan.Zero;
        return string.IsNullOrEmpty(text) || (TryParseUnits(text, out delay) && delay >= TimeSpan.Zero && delay <= Longest);
    }

    private static bool TryParseUnits(string text, out TimeSpan delay)
    {
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out delay);
        }

        var isMilliseconds = text.EndsWith("ms", StringComparison.Ordinal);
        var digits = isMilliseconds ? text[..^2] : text.EndsWith('s') ? text[..^1] : text;
        var isNumber = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1_000_000;
        delay = isNumber ? TimeSpan.FromMilliseconds(isMilliseconds ? number : number * 1000) : TimeSpan.Zero;
        return isNumber;
    }
}
