using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aggregator.Web.Presentation;

/// <summary>A value as people read it.</summary>
internal static class DisplayText
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Zero-width space and word joiner, direction marks, embeddings, overrides and isolates (UAX #9), the byte order mark. Joiners (U+200C, U+200D) stay,
    /// because scripts and emoji need them.
    /// </summary>
    private static readonly SearchValues<char> Unseen = SearchValues.Create(
        "\u061C\u200B\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\uFEFF");

    /// <summary>Text, a number in the board's format, <c>true</c> or <c>false</c>; null for an object, a list or no value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">A .NET numeric format string, or null for a number's own digits.</param>
    /// <param name="unit">What follows the value.</param>
    public static string? Of(JsonElement? value, string? format, string? unit = null)
    {
        var text = value?.ValueKind switch
        {
            JsonValueKind.String => Plain(value.Value.GetString()!),
            JsonValueKind.Number => Number(value.Value, format),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        return text is null || string.IsNullOrEmpty(unit) ? text : $"{text} {unit}";
    }

    /// <summary>
    /// A text in which nothing acts: control characters, and those that turn the direction of writing or are not seen, are shown as U+FFFD.
    /// </summary>
    public static string Plain(string text) => text.AsSpan().ContainsAny(Unseen) || text.Any(char.IsControl)
        ? string.Create(text.Length, text, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(text[i]) || Unseen.Contains(text[i]) ? '\uFFFD' : text[i];
            }
        })
        : text;

    /// <summary>An object or a list as JSON with line breaks. The view encodes it, so here only what JSON needs is escaped.</summary>
    public static string Indented(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Number(JsonElement value, string? format)
    {
        if (!string.IsNullOrEmpty(format))
        {
            if (value.TryGetDecimal(out var exact))
            {
                return exact.ToString(format, CultureInfo.InvariantCulture);
            }

            if (value.TryGetDouble(out var wide) && double.IsFinite(wide))
            {
                return wide.ToString(format, CultureInfo.InvariantCulture);
            }
        }

        return value.GetRawText();
    }
}
