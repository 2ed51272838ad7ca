using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace Aggregator.Core.Decoding.Csv;

/// <summary>A table of text with a header row (RFC 4180). What separates its fields is found out from its first lines: commas, semicolons, tabs or bars.</summary>
internal sealed class CsvTable
{
    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        TrimWhitespace = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        IncludeValuesInExceptions = false,
    };

    private readonly int _length;
    private readonly List<string[]> _rows = [];
    private string[] _columns = [];
    private JsonElement? _list;

    private CsvTable(int length) => _length = length;

    /// <summary>The rows below the header. A row may be shorter than it.</summary>
    public IReadOnlyList<string[]> Rows => _rows;

    /// <summary>The rows as objects.</summary>
    public JsonElement List => _list ??= ValueWriter.Element(_length, WriteRows)!.Value;

    /// <summary>Parses an answer.</summary>
    /// <exception cref="BadContentException">It has no header, a row with more fields than it, or a quote where none may be.</exception>
    /// <exception cref="TooLargeException">It has too many fields.</exception>
    public static CsvTable Read(ReadOnlySpan<byte> body, string? charset)
    {
        var table = new CsvTable(body.Length);
        using var reader = CsvReader.FromText(PlainText.Read(body, charset), Options);
        try
        {
            table.Read(reader);
        }
        catch (CsvFormatException e)
        {
            throw new BadContentException("The answer is no CSV.", e);
        }

        return table;
    }

    /// <summary>Which column has that name; null where none has.</summary>
    public int? Column(string name) => Array.IndexOf(_columns, name) is >= 0 and var column ? column : null;

    /// <summary>The field of that row; null where the row is too short for it.</summary>
    public static string? Field(string[] row, int column) => column < row.Length ? row[column] : null;

    private void Read(CsvReader reader)
    {
        if (!reader.Read())
        {
            throw new BadContentException("The answer has no header.");
        }

        var left = ValueWriter.MostValues;
        _columns = Numbered(Fields(reader, ref left));
        while (reader.Read())
        {
            var row = Fields(reader, ref left);
            _rows.Add(row.Length <= _columns.Length ? row : throw new BadContentException("A row has more fields than the header."));
        }
    }

    private static string[] Fields(CsvReader reader, ref int left)
    {
        left -= reader.FieldCount;
        return left >= 0 ? reader.Current.ToArray() : throw new TooLargeException();
    }

    /// <summary>A name that is empty is the number of its column, and one that was there before gets a number.</summary>
    private static string[] Numbered(string[] names)
    {
        var written = names.ToHashSet(StringComparer.Ordinal);
        var given = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var isAsWritten = names[i].Length > 0;
            var name = isAsWritten ? names[i] : (i + 1).ToString(CultureInfo.InvariantCulture);
            var unique = name;

            // From where the last one of that name ended: a header of one name only must not take a day.
            var number = numbers.GetValueOrDefault(name, 1);
            while ((!isAsWritten && written.Contains(unique)) || !given.Add(unique))
            {
                isAsWritten = false;
                unique = string.Create(CultureInfo.InvariantCulture, $"{name} {++number}");
            }

            numbers[name] = number;
            names[i] = unique;
        }

        return names;
    }

    private void WriteRows(ValueWriter writer)
    {
        writer.Json.WriteStartArray();
        foreach (var row in _rows)
        {
            writer.Json.WriteStartObject();
            for (var column = 0; column < _columns.Length; column++)
            {
                writer.Json.WritePropertyName(_columns[column]);
                writer.Text(Field(row, column));
            }

            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
    }
}
