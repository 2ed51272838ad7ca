using System.Globalization;

namespace Aggregator.Core.Decoding.Feeds;

/// <summary>One item of a feed; null for what it does not tell.</summary>
/// <param name="Title">Its title, as plain text.</param>
/// <param name="Link">Where to read it: http or https and nothing else.</param>
/// <param name="Published">When it came out, ISO 8601 in UTC.</param>
/// <param name="Summary">What it is about, as plain text.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Id">What it is told from others by.</param>
internal sealed record FeedItem(string? Title, string? Link, string? Published, string? Summary, string? Author, string? Id)
{
    /// <summary>RFC 3339, as Atom has it, and RFC 822, as RSS has it, without the day of the week and with a numeric zone.</summary>
    private static readonly string[] Formats =
    [
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd", "d MMM yyyy HH:mm:ss zzz", "d MMM yyyy HH:mm zzz", "d MMM yy HH:mm:ss zzz",
        "d MMM yy HH:mm zzz", "d MMM yyyy HH:mm:ss", "d MMM yyyy HH:mm", "d MMM yyyy",
    ];

    private static readonly (string Name, string Offset)[] Zones =
    [
        ("GMT", "+00:00"), ("UTC", "+00:00"), ("UT", "+00:00"), ("Z", "+00:00"), ("EST", "-05:00"), ("EDT", "-04:00"), ("CST", "-06:00"), ("CDT", "-05:00"),
        ("MST", "-07:00"), ("MDT", "-06:00"), ("PST", "-08:00"), ("PDT", "-07:00"),
    ];

    /// <summary>An address that a browser may open; null for any other.</summary>
    public static string? Address(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null;

    /// <summary>The time in UTC; null where it is none.</summary>
    public static string? Time(string? text)
    {
        var time = WithOffset(text?.Trim() ?? "");
        return DateTimeOffset.TryParseExact(
            time, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowInnerWhite, out var moment)
            ? moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : null;
    }

    private static string WithOffset(string time)
    {
        time = time[(time.IndexOf(',', StringComparison.Ordinal) + 1)..].Trim();
        foreach (var (name, offset) in Zones)
        {
            if (time.EndsWith($" {name}", StringComparison.OrdinalIgnoreCase))
            {
                return $"{time[..^name.Length]}{offset}";
            }
        }

        return time;
    }
}
