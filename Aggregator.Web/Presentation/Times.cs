using System.Globalization;

namespace Aggregator.Web.Presentation;

/// <summary>How times are written.</summary>
internal static class Times
{
    /// <summary>For programs: milliseconds to a tenth.</summary>
    public static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);

    /// <summary>For people: <c>2.00 s</c>.</summary>
    public static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s";

    /// <summary>RFC 3339 with milliseconds, in UTC.</summary>
    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>For people: <c>14:02:11 UTC</c>.</summary>
    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
