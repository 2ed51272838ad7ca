using System.Text;
using System.Text.RegularExpressions;

namespace Aggregator.Core.Decoding;

/// <summary>
/// Which characters the bytes of an answer are: what its content type says, then its byte order mark, then the declaration of an XML document, then
/// UTF-8. Bytes that are none there make the answer unusable, and so does a name that nobody knows.
/// </summary>
internal static partial class Charset
{
    private const int LongestDeclaration = 200;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>UTF-32 first: its mark begins like the one of UTF-16.</summary>
    private static readonly Encoding[] Marked = [Find("utf-32"), Find("utf-32BE"), Utf8, Find("utf-16"), Find("utf-16BE")];

    /// <summary>The text of the answer, without its byte order mark.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="name">The parameter <c>charset</c> of its content type; null where it has none.</param>
    /// <param name="isXml">Whether the answer may itself declare it.</param>
    /// <exception cref="BadContentException">The answer is not in that charset, or there is none of that name.</exception>
    public static string Read(ReadOnlySpan<byte> body, string? name, bool isXml = false)
    {
        var marked = Mark(body);
        var encoding = IsNamed(name) ? Find(name!) : marked ?? (isXml ? Declared(body) : Utf8);
        if (marked is not null && (marked.CodePage == encoding.CodePage || IsOtherOrder(marked, encoding)))
        {
            encoding = marked;
            body = body[marked.Preamble.Length..];
        }

        try
        {
            return encoding.GetString(body);
        }
        catch (DecoderFallbackException e)
        {
            throw new BadContentException("The answer is not in its charset.", e);
        }
    }

    /// <summary>The answer in UTF-8, the only charset of JSON, unless its content type names another one.</summary>
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> body, string? name) =>
        !IsNamed(name) || Find(name!).CodePage == Utf8.CodePage ? body : Encoding.UTF8.GetBytes(Read(body.Span, name));

    private static bool IsNamed(string? name) => !string.IsNullOrWhiteSpace(name?.Trim('"'));

    private static Encoding? Mark(ReadOnlySpan<byte> body)
    {
        foreach (var encoding in Marked)
        {
            if (body.StartsWith(encoding.Preamble))
            {
                return encoding;
            }
        }

        return null;
    }

    /// <summary>The name <c>utf-16</c> says nothing of the order of its bytes, whatever the framework takes it for.</summary>
    private static bool IsOtherOrder(Encoding marked, Encoding named) =>
        named.WebName is "utf-16" or "utf-32" && marked.WebName.StartsWith(named.WebName, StringComparison.Ordinal);

    private static Encoding Declared(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("<\0?\0"u8) || body.StartsWith("\0<\0?"u8))
        {
            return Find(body[0] == 0 ? "utf-16BE" : "utf-16");
        }

        var start = Encoding.Latin1.GetString(body[..Math.Min(body.Length, LongestDeclaration)]);
        return Declaration().Match(start) is { Success: true } declaration ? Find(declaration.Groups["name"].Value) : Utf8;
    }

    private static Encoding Find(string name)
    {
        name = name.Trim('"', ' ');

        // Not what it is called, but often written; and what says that it is ASCII often is more, of which ASCII is a part.
        if (name.ToUpperInvariant() is "UTF-8" or "UTF8" or "ASCII" or "US-ASCII")
        {
            return Utf8;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new BadContentException("The answer is in a charset that nobody knows.", e);
        }
    }

    [GeneratedRegex("""\A\s*<\?xml\s[^>]*?encoding\s*=\s*["'](?<name>[A-Za-z][\w.:-]*)["']""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
