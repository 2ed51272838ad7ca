namespace Aggregator.Core.Decoding;

/// <summary>An answer that is text and nothing else.</summary>
internal static class PlainText
{
    /// <summary>The text, without the white space at its end.</summary>
    /// <exception cref="BadContentException">The bytes are no text.</exception>
    public static string Read(ReadOnlySpan<byte> body, string? charset)
    {
        var text = Charset.Read(body, charset).TrimEnd();

        // So ends what is in UTF-16 without a label, and what is no text at all.
        return text.Contains('\0', StringComparison.Ordinal) ? throw new BadContentException("The answer is no text.") : text;
    }
}
