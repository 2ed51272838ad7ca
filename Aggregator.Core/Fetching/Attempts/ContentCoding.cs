using System.IO.Compression;
using System.Net.Http.Headers;

namespace Aggregator.Core.Fetching.Attempts;

/// <summary>How a body may be compressed (RFC 9110, 8.4.1). The framework could undo it, but would count the bytes after it only.</summary>
internal static class ContentCoding
{
    private const string Gzip = "gzip";
    private const string Brotli = "br";

    private static readonly Func<Stream, Stream> AsSent = sent => sent;

    /// <summary>What requests ask for. Not deflate, which some servers take for something else than the standard does; who sends it is understood.</summary>
    public static IReadOnlyList<string> Offered { get; } = [Gzip, Brotli];

    /// <summary>Opens a body that was sent with these codings; null where one of them is unknown, or there are several.</summary>
    public static Func<Stream, Stream>? Find(HttpContentHeaders headers)
    {
        if (!headers.NonValidated.Contains("Content-Encoding"))
        {
            return AsSent;
        }

        var applied = headers.ContentEncoding.Where(coding => !Is(coding, "identity")).ToList();
        return applied switch
        {
            [] => AsSent,
            [var only] when Is(only, Gzip) || Is(only, "x-gzip") => sent => new GZipStream(sent, CompressionMode.Decompress),
            [var only] when Is(only, Brotli) => sent => new BrotliStream(sent, CompressionMode.Decompress),
            [var only] when Is(only, "deflate") => sent => new ZLibStream(sent, CompressionMode.Decompress),
            _ => null,
        };
    }

    private static bool Is(string coding, string name) => coding.Equals(name, StringComparison.OrdinalIgnoreCase);
}
