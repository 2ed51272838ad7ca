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

    /// <summary>Text, a number in the board's format, <c>true</c> or <c>false</c>; null for an object, a list or no value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="format">A .NET numeric format string, or null for a number's own digits.</param>
    /// <param name="unit">What follows the value.</param>
    public static string? Of(JsonElement? value, string? format, string? unit = null)
    {
        var text = value?.ValueKind switch
        {
            JsonValueKind.String => value.Value.GetString(),
            JsonValueKind.Number => Number(value.Value, format),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        return text is null || string.IsNullOrEmpty(unit) ? text : $"{text} {unit}";
    }

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
