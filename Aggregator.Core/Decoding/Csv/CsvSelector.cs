using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aggregator.Core.Decoding.Csv;

/// <summary>A column of a table, <c>price</c>; its field in one row, <c>price[0]</c>, <c>price[-1]</c>; or in the first row of that kind, <c>price[city=Bern]</c>.</summary>
internal sealed partial class CsvSelector
{
    private readonly string _column;
    private readonly int? _row;
    private readonly (string Column, string Text)? _where;

    private CsvSelector(Match selector)
    {
        _column = Name(selector.Groups["column"]);
        _row = selector.Groups["row"] is { Success: true } row ? int.Parse(row.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;
        _where = selector.Groups["where"] is { Success: true } where ? (Name(where), Name(selector.Groups["is"])) : null;
    }

    /// <summary>Parses a selector of columns, or a JSON Pointer or JSONPath on the rows as objects; without one these are the value.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Pick<CsvTable>? pick, [NotNullWhen(false)] out string? error)
    {
        if (text is null or [] or ['/' or '$', ..])
        {
            pick = ValueSelector.TryParse(text, out var selector, out error) ? table => Detached(selector.Select(table.List)) : null;
            return pick is not null;
        }

        var match = Syntax().Match(text);
        pick = match.Success ? new CsvSelector(match).Select : null;
        error = "write a column, such as price, price[0], price[-1] or price[city=Bern], with quotes around a name that holds other characters, "
            + "or a JSON Pointer or JSONPath to the rows, such as /0/price";
        return match.Success;
    }

    /// <summary>A value that holds on to nothing of the table.</summary>
    private static JsonElement? Detached(JsonElement? value) => value is { } found ? JsonElement.Parse(JsonMarshal.GetRawUtf8Value(found)) : null;

    private static string Name(Group group) => group.Value is ['"', .., '"'] quoted ? quoted[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : group.Value.Trim();

    private JsonElement? Select(CsvTable table)
    {
        if (table.Column(_column) is not { } column)
        {
            return null;
        }

        if (_where is null && _row is null)
        {
            var fields = table.Rows.Select(row => CsvTable.Field(row, column)).ToList();
            return fields.Count == 0 ? null : ValueWriter.Element(fields.Sum(field => field?.Length ?? 0), writer => writer.OneOrList(fields, writer.Text));
        }

        return Row(table) is { } row && CsvTable.Field(row, column) is { } text ? ValueWriter.Element(text) : null;
    }

    private string[]? Row(CsvTable table)
    {
        if (_where is { } where)
        {
            return table.Column(where.Column) is { } column
                ? table.Rows.FirstOrDefault(row => string.Equals(CsvTable.Field(row, column), where.Text, StringComparison.Ordinal))
                : null;
        }

        var index = _row < 0 ? table.Rows.Count + _row.Value : _row!.Value;
        return index >= 0 && index < table.Rows.Count ? table.Rows[index] : null;
    }

    [GeneratedRegex(
        """\A(?<column>"([^"]|"")+"|[^\s\[\]"=]+)(\[((?<row>-?[0-9]{1,9})|(?<where>"([^"]|"")+"|[^\s\[\]"=]+)\s*=\s*(?<is>"([^"]|"")*"|[^\]"]*))\])?\z""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Syntax();
}
