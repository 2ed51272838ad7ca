using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aggregator.Core.Decoding;

/// <summary>
/// Makes values of formats that know only text: what reads as a JSON number becomes one, with its digits; an empty text is nothing; any other stays text.
/// </summary>
internal sealed class ValueWriter : IDisposable
{
    /// <summary>How many values an answer other than JSON may have: fields, elements, attributes. Each takes some hundred bytes while it is read.</summary>
    public const int MostValues = 100_000;

    /// <summary>As objects, the rows of a table repeat the names of its columns; an answer may grow by that, but not without end.</summary>
    private const int MostGrowth = 16;

    private static readonly JsonWriterOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Utf8JsonWriter _json;
    private readonly long _most;

    private ValueWriter(int answerLength)
    {
        _json = new Utf8JsonWriter(_bytes, AsItIs);
        _most = (long)MostGrowth * (answerLength + 1024);
    }

    /// <summary>Where objects and lists begin and end, and names are written.</summary>
    public Utf8JsonWriter Json => _json;

    /// <summary>Makes one value.</summary>
    /// <param name="answerLength">The length of the answer that it is made of, which limits its own.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="TooLargeException">The value is many times longer than the answer.</exception>
    public static byte[] Write(int answerLength, Action<ValueWriter> write)
    {
        using var writer = new ValueWriter(answerLength);
        write(writer);
        writer._json.Flush();
        return writer._bytes.WrittenSpan.ToArray();
    }

    /// <summary>Makes one value that nothing is selected from any more; null where there is none.</summary>
    /// <exception cref="JsonException">It is nested deeper than 32 levels.</exception>
    public static JsonElement? Element(int answerLength, Action<ValueWriter> write) =>
        JsonElement.Parse(Write(answerLength, write), JsonDecoder.Strict) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    /// <summary>The value of one text; null where it is empty.</summary>
    public static JsonElement? Element(string text) => Element(text.Length, writer => writer.Text(text));

    /// <summary>Writes the value of a text.</summary>
    public void Text(string? text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty)
        {
            _json.WriteNullValue();
        }
        else if (NumberText.IsNumber(trimmed))
        {
            _json.WriteRawValue(trimmed, skipInputValidation: true);
        }
        else
        {
            _json.WriteStringValue(text);
        }

        CheckSize();
    }

    /// <summary>Writes the values of several things as a list, or the one as itself.</summary>
    public void OneOrList<TItem>(IReadOnlyList<TItem> items, Action<TItem> write)
    {
        if (items.Count == 1)
        {
            write(items[0]);
            return;
        }

        _json.WriteStartArray();
        foreach (var item in items)
        {
            write(item);
        }

        _json.WriteEndArray();
    }

    public void Dispose() => _json.Dispose();

    private void CheckSize()
    {
        if (_json.BytesCommitted + _json.BytesPending > _most)
        {
            throw new TooLargeException();
        }
    }
}
