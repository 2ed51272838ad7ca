using System.Text;
using System.Text.Json;

namespace Aggregator.Web.Presentation;

/// <summary>JSON for people: nothing in its keys and texts acts, every character is shown as itself, numbers keep their digits, and it ends where it gets too long.</summary>
internal static class PlainJson
{
    /// <summary>Writes the value in one line, or in a line for each part. What is too long is longer than asked for, and its end is missing.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isIndented">Whether each part has a line of its own.</param>
    /// <param name="longest">How many characters are enough.</param>
    public static string Write(JsonElement value, bool isIndented, int longest)
    {
        var text = new StringBuilder();
        Write(text, value, isIndented ? "\n" : null, longest);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value, string? newLine, int longest)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteParts(text, '{', '}', value.EnumerateObject(), newLine, longest, (property, inside) =>
                {
                    WriteText(text, property.Name);
                    text.Append(inside is null ? ":" : ": ");
                    Write(text, property.Value, inside, longest);
                });
                break;
            case JsonValueKind.Array:
                WriteParts(text, '[', ']', value.EnumerateArray(), newLine, longest, (item, inside) => Write(text, item, inside, longest));
                break;
            case JsonValueKind.String:
                WriteText(text, value.GetString()!);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteParts<TPart>(
        StringBuilder text, char first, char last, IEnumerable<TPart> parts, string? newLine, int longest, Action<TPart, string?> write)
    {
        var inside = newLine is null ? null : newLine + "  ";
        var isEmpty = true;
        text.Append(first);
        foreach (var part in parts.TakeWhile(_ => text.Length <= longest))
        {
            text.Append(isEmpty ? "" : ",").Append(inside);
            write(part, inside);
            isEmpty = false;
        }

        text.Append(isEmpty ? null : newLine).Append(last);
    }

    /// <summary>What is left to escape once controls are replaced; the view encodes for HTML.</summary>
    private static void WriteText(StringBuilder text, string value) =>
        text.Append('"').Append(DisplayText.Plain(value).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
}
