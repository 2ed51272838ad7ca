using Aggregator.Core.Configuration;

namespace Aggregator.Core.Decoding;

/// <summary>Which content types belong to which format: the one table of them, and what requests ask for.</summary>
internal static class ContentTypes
{
    /// <summary>
    /// The first row that fits counts. <c>+xml</c> and <c>/json</c> stand for an end, <c>text/</c> for a beginning, the empty one for an answer without a
    /// type. For <see cref="AnswerFormat.Auto"/>, such an answer is of the format <c>Means</c>: Auto there stands for JSON or else text, null for nothing
    /// that is read. Formats that are configured are taken where <c>Takes</c> has them.
    /// </summary>
    private static readonly (string Type, AnswerFormat? Means, AnswerFormat[] Takes)[] Table =
    [
        ("/json", AnswerFormat.Json, [AnswerFormat.Json, AnswerFormat.Text]),
        ("+json", AnswerFormat.Json, [AnswerFormat.Json, AnswerFormat.Text]),
        ("application/rss+xml", AnswerFormat.Feed, [AnswerFormat.Feed, AnswerFormat.Xml, AnswerFormat.Text]),
        ("application/atom+xml", AnswerFormat.Feed, [AnswerFormat.Feed, AnswerFormat.Xml, AnswerFormat.Text]),
        ("application/rdf+xml", AnswerFormat.Feed, [AnswerFormat.Feed, AnswerFormat.Xml, AnswerFormat.Text]),
        ("application/xhtml+xml", null, [AnswerFormat.Xml, AnswerFormat.Text]),
        ("application/xml", AnswerFormat.Xml, [AnswerFormat.Xml, AnswerFormat.Feed, AnswerFormat.Text]),
        ("text/xml", AnswerFormat.Xml, [AnswerFormat.Xml, AnswerFormat.Feed, AnswerFormat.Text]),
        ("+xml", AnswerFormat.Xml, [AnswerFormat.Xml, AnswerFormat.Feed, AnswerFormat.Text]),
        ("text/csv", AnswerFormat.Csv, [AnswerFormat.Csv, AnswerFormat.Text]),
        ("text/tab-separated-values", AnswerFormat.Csv, [AnswerFormat.Csv, AnswerFormat.Text]),
        ("application/csv", AnswerFormat.Csv, [AnswerFormat.Csv]),
        ("application/vnd.ms-excel", null, [AnswerFormat.Csv]),
        ("application/octet-stream", null, [AnswerFormat.Csv]),
        ("text/plain", AnswerFormat.Auto, [AnswerFormat.Json, AnswerFormat.Xml, AnswerFormat.Csv, AnswerFormat.Text, AnswerFormat.Feed]),
        ("", AnswerFormat.Auto, [AnswerFormat.Json, AnswerFormat.Xml, AnswerFormat.Csv, AnswerFormat.Text, AnswerFormat.Feed]),
        ("text/", null, [AnswerFormat.Text]),
    ];

    /// <summary>The format in which an answer of that type is read; null where it is not.</summary>
    /// <param name="configured">The source's format.</param>
    /// <param name="mediaType">The answer's content type without parameters; null where it has none.</param>
    public static AnswerFormat? FormatOf(AnswerFormat configured, string? mediaType)
    {
        foreach (var (type, means, takes) in Table)
        {
            if (Fits(mediaType ?? "", type))
            {
                return configured == AnswerFormat.Auto ? means
                    : takes.Contains(configured) ? configured
                    : null;
            }
        }

        return null;
    }

    /// <summary>What a request for that format asks for (RFC 9110, 12.5.1).</summary>
    public static string Accept(AnswerFormat format) => format switch
    {
        AnswerFormat.Json => "application/json",
        AnswerFormat.Xml => "application/xml, text/xml;q=0.9",
        AnswerFormat.Csv => "text/csv, */*;q=0.1",
        AnswerFormat.Text => "text/plain, */*;q=0.1",
        AnswerFormat.Feed => "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8",
        _ => "application/json, application/xml;q=0.9, text/csv;q=0.8, */*;q=0.5",
    };

    private static bool Fits(string mediaType, string type) => type switch
    {
        ['+' or '/', ..] => mediaType.EndsWith(type, StringComparison.OrdinalIgnoreCase),
        [.., '/'] => mediaType.StartsWith(type, StringComparison.OrdinalIgnoreCase),
        _ => mediaType.Equals(type, StringComparison.OrdinalIgnoreCase),
    };
}
