using System.Globalization;

namespace Aggregator.Web.Presentation;

/// <summary>How times are written.</summary>
internal static class Times
{
    private static readonly TimeSpan ATenthOfASecond = TimeSpan.FromMilliseconds(100);

    /// <summary>What most calls take, and the phases of almost all.</summary>
    private static readonly string[] UpToATenth = [.. Enumerable.Range(0, 101).Select(static ms => string.Create(CultureInfo.InvariantCulture, $"{ms} ms"))];

    /// <summary>For programs: milliseconds to a tenth.</summary>
    public static double Milliseconds(TimeSpan time) => Rounded(time.TotalMilliseconds, 1);

    /// <summary>For people: <c>2.00 s</c>, and <c>12 ms</c> below a tenth of a second.</summary>
    public static string Text(TimeSpan time)
    {
        if (time.Duration() < ATenthOfASecond)
        {
            var milliseconds = (int)Rounded(time.TotalMilliseconds, 0);
            return milliseconds < 0 ? $"-{UpToATenth[-milliseconds]}" : UpToATenth[milliseconds];
        }

        // As whole numbers: a page of many sources writes hundreds of times, and a fraction takes five times as long.
        var hundredths = (long)Rounded(time.TotalSeconds * 100, 0);
        var sign = hundredths < 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(hundredths) / 100}.{Math.Abs(hundredths) % 100:D2} s");
    }

    /// <summary>For people, of a time that somebody has chosen: <c>30 s</c>, <c>5 min</c>.</summary>
    public static string Whole(TimeSpan time) => time.TotalSeconds % 60 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s");

    /// <summary>For people, of an age, as js/age.js brings it up to date: <c>4 min ago</c>; seconds by tens once there are ten.</summary>
    public static string Ago(TimeSpan age)
    {
        var seconds = (long)age.TotalSeconds;
        var text = seconds switch
        {
            < 10 => $"{seconds} s",
            < 60 => $"{seconds - (seconds % 10)} s",
            < 3600 => $"{seconds / 60} min",
            < 86_400 => $"{seconds / 3600} h",
            _ => $"{seconds / 86_400} d",
        };
        return $"{text} ago";
    }

    /// <summary>RFC 3339 with milliseconds, in UTC.</summary>
    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>For people: <c>14:02:11 UTC</c>.</summary>
    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A call that was joined a moment after its start has a start of 0, not of -0.</summary>
    private static double Rounded(double milliseconds, int digits) => Math.Round(milliseconds, digits, MidpointRounding.AwayFromZero) + 0.0;
}
