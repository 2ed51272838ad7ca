using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;
using Aggregator.Core.Fetching.Attempts;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>What every request says unless its source or its viewer says otherwise: who asks, for what, and how that may be compressed.</summary>
internal static class UsualHeaders
{
    /// <summary>Some APIs answer nobody who does not say who asks.</summary>
    private static readonly string Product = $"Aggregator/{typeof(UsualHeaders).Assembly.GetName().Version?.ToString(fieldCount: 2)}";

    private static readonly FixedHeaders[] OfFormats = [.. Enum.GetValues<AnswerFormat>().Select(Create)];

    /// <summary>Those of a source whose answers are of that format.</summary>
    public static FixedHeaders Of(AnswerFormat format) => OfFormats[(int)format];

    private static FixedHeaders Create(AnswerFormat format) => new(
        ("User-Agent", Product),
        ("Accept-Encoding", string.Join(", ", ContentCoding.Offered)),
        ("Accept", ContentTypes.Accept(format)));
}
