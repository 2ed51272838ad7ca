using System.Text.Json;
using System.Text.Unicode;

namespace Aggregator.Core.Decoding;

/// <summary>Turns a JSON body (RFC 8259) into the selected value. All that could fail later, in a view or another answer, fails here.</summary>
internal static class JsonDecoder
{
    /// <summary>At most 32 levels, and no member twice.</summary>
    public static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Parses the body and picks the value.</summary>
    /// <returns>The value, which holds on to nothing of <paramref name="body"/>; null where the answer has none at that place.</returns>
    /// <exception cref="JsonException">The body is no JSON of one value in UTF-8, is nested deeper than 32 levels or names a member twice.</exception>
    public static JsonElement? Decode(ReadOnlyMemory<byte> body, Pick<JsonElement> pick)
    {
        if (body.Span.StartsWith(ByteOrderMark))
        {
            body = body[ByteOrderMark.Length..];
        }

        // The parser leaves the bytes of strings alone until somebody asks for the text.
        if (!Utf8.IsValid(body.Span))
        {
            throw new JsonException("The body is not valid UTF-8.");
        }

        using var document = Parse(body);
        var value = pick(document.RootElement);
        return value is null or { ValueKind: JsonValueKind.Null } ? null : value.Value.Clone();
    }

    /// <summary>
    /// An escape such as <c>\ud800</c> without its other half throws when the text is read: in a name while duplicates are looked for, in a value later.
    /// </summary>
    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(body, Strict);
            if (body.Span.IndexOf(@"\u"u8) >= 0)
            {
                ReadTexts(document.RootElement);
            }

            return document;
        }
        catch (InvalidOperationException e)
        {
            document?.Dispose();
            throw new JsonException("A text holds half of a surrogate pair.", e);
        }
    }

    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    ReadTexts(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
        }
    }
}
