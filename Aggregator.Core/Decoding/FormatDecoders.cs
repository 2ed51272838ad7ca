using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding.Csv;
using Aggregator.Core.Decoding.Feeds;
using Aggregator.Core.Decoding.Xml;

namespace Aggregator.Core.Decoding;

/// <summary>One selection, compiled for each format that an answer may come in.</summary>
internal sealed class FormatDecoders
{
    private Pick<JsonElement>? _ofJson;
    private Pick<XmlTree>? _ofXml;
    private Pick<CsvTable>? _ofCsv;
    private Pick<string>? _ofText;
    private bool _isWhole;

    /// <summary>White space and the byte order mark.</summary>
    private static ReadOnlySpan<byte> BeforeJson => [0xEF, 0xBB, 0xBF, (byte)' ', (byte)'\t', (byte)'\r', (byte)'\n'];

    private delegate bool Parser<TAnswer>(string? text, [NotNullWhen(true)] out Pick<TAnswer>? pick, [NotNullWhen(false)] out string? error);

    public static FormatDecoders Compile(AnswerFormat format, SelectOptions select, out IReadOnlyList<SelectError> errors)
    {
        var decoders = new FormatDecoders { _isWhole = string.IsNullOrEmpty(select.Selector) && select.Named.Count == 0 };
        var wrong = new List<SelectError>();
        switch (format)
        {
            case AnswerFormat.Xml:
                decoders._ofXml = Compile<XmlTree>(select, XPathSelector.TryParse, wrong);
                break;
            case AnswerFormat.Csv:
                decoders._ofCsv = Compile<CsvTable>(select, CsvSelector.TryParse, wrong);
                break;
            case AnswerFormat.Text:
                decoders._ofText = Compile<string>(select, TextSelector.TryParse, wrong);
                break;
            default:
                decoders._ofJson = Compile<JsonElement>(select, TryParseJson, wrong);
                break;
        }

        if (format == AnswerFormat.Auto)
        {
            // What no XPath can be finds nothing in XML.
            decoders._ofXml = Compile<XmlTree>(select, XPathSelector.TryParse, []) ?? (_ => null);
            decoders._ofCsv = Compile<CsvTable>(select, CsvSelector.TryParse, []);
            AddFormatsThatTakeIt(wrong);
        }

        errors = wrong;
        return decoders;
    }

    /// <summary>Decodes an answer of that format. <see cref="AnswerFormat.Auto"/> is JSON or else text.</summary>
    public JsonElement? Decode(AnswerFormat format, ReadOnlyMemory<byte> body, string? charset) => format switch
    {
        AnswerFormat.Json => DecodeJson(body, charset),
        AnswerFormat.Feed => Feed.Decode(XmlTree.Read(body.Span, charset), body.Length, _ofJson!),
        AnswerFormat.Xml => DecodeXml(XmlTree.Read(body.Span, charset), body.Length),
        AnswerFormat.Csv => _ofCsv!(CsvTable.Read(body.Span, charset)),
        AnswerFormat.Text => _ofText!(PlainText.Read(body.Span, charset)),
        _ => DecodeJsonOrText(body, charset),
    };

    private static Pick<TAnswer>? Compile<TAnswer>(SelectOptions select, Parser<TAnswer> parse, List<SelectError> errors)
    {
        if (select.Named.Count == 0)
        {
            return Parse(null, select.Selector, parse, errors);
        }

        var named = select.Named.Select(part => (part.Key, Pick: Parse(part.Key, part.Value, parse, errors))).ToList();
        return named.TrueForAll(part => part.Pick is not null) ? NamedValues.Pick<TAnswer>(named!) : null;
    }

    private static Pick<TAnswer>? Parse<TAnswer>(string? name, string? selector, Parser<TAnswer> parse, List<SelectError> errors)
    {
        if (parse(selector, out var pick, out var error))
        {
            return pick;
        }

        errors.Add(new SelectError(name, selector ?? "", error));
        return null;
    }

    private static bool TryParseJson(string? text, [NotNullWhen(true)] out Pick<JsonElement>? pick, [NotNullWhen(false)] out string? error)
    {
        pick = ValueSelector.TryParse(text, out var selector, out error) ? selector.Select : null;
        return pick is not null;
    }

    /// <summary>A selector that is neither pointer nor path may be right for a format that somebody forgot to write.</summary>
    private static void AddFormatsThatTakeIt(List<SelectError> errors)
    {
        for (var i = 0; i < errors.Count; i++)
        {
            var (selector, remedy) = (errors[i].Selector, errors[i].Remedy);
            if (selector is not ['/' or '$', ..])
            {
                var others = CsvSelector.TryParse(selector, out _, out _)
                    ? "a column needs Format Csv, a regular expression Format Text"
                    : "a regular expression needs Format Text";
                errors[i] = errors[i] with { Remedy = $"{remedy}; {others}" };
            }
        }
    }

    private JsonElement? DecodeJson(ReadOnlyMemory<byte> body, string? charset) => JsonDecoder.Decode(Charset.ToUtf8(body, charset), _ofJson!);

    /// <summary>Under <see cref="AnswerFormat.Auto"/> both selections are there, and the document decides.</summary>
    private JsonElement? DecodeXml(XmlTree tree, int length) => _ofJson is not null && Feed.IsFeed(tree) ? Feed.Decode(tree, length, _ofJson) : _ofXml!(tree);

    /// <summary>What begins as an object or a list was to be one; nobody wants to read it as text.</summary>
    private static bool IsMeantAsJson(ReadOnlySpan<byte> body) => body.TrimStart(BeforeJson) is [(byte)'{' or (byte)'[', ..];

    private JsonElement? DecodeJsonOrText(ReadOnlyMemory<byte> body, string? charset)
    {
        try
        {
            return DecodeJson(body, charset);
        }
        catch (JsonException) when (_isWhole && !IsMeantAsJson(body.Span))
        {
            return ValueWriter.Element(PlainText.Read(body.Span, charset));
        }
    }
}
