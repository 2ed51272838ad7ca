using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding.Feeds;
using Aggregator.Core.Decoding.Xml;

namespace Aggregator.Core.Decoding;

/// <summary>Turns a source's answers into its value: format and selection, compiled once when the configuration is loaded.</summary>
public sealed class AnswerDecoder
{
    private readonly AnswerFormat _format;
    private readonly List<string> _types;
    private readonly FormatDecoders _decoders;

    private AnswerDecoder(AnswerFormat format, List<string> types, FormatDecoders decoders)
    {
        _format = format;
        _types = types;
        _decoders = decoders;
    }

    /// <summary>Compiles format and selection.</summary>
    /// <returns>Whether every selector is one; otherwise <paramref name="errors"/> say what would be right.</returns>
    internal static bool TryCompile(SourceOptions options, [NotNullWhen(true)] out AnswerDecoder? decoder, out IReadOnlyList<SelectError> errors) =>
        TryCompile(options, options.Select, out decoder, out errors);

    /// <summary>The same with another selection than the source's own.</summary>
    /// <param name="options">The source.</param>
    /// <param name="selector">What to select, as it stands in a place. Where a selector has no sign to begin with, there is one before it: <c>/price</c> for the column <c>price</c>.</param>
    /// <param name="decoder">Selects it.</param>
    /// <param name="errors">What would be right.</param>
    internal static bool TryCompile(SourceOptions options, string selector, [NotNullWhen(true)] out AnswerDecoder? decoder, out IReadOnlyList<SelectError> errors) =>
        TryCompile(options, new SelectOptions { Selector = options.Format is AnswerFormat.Csv or AnswerFormat.Text ? selector.TrimStart('/') : selector }, out decoder, out errors);

    private static bool TryCompile(SourceOptions options, SelectOptions select, [NotNullWhen(true)] out AnswerDecoder? decoder, out IReadOnlyList<SelectError> errors)
    {
        var decoders = FormatDecoders.Compile(options.Format, select, out errors);
        decoder = errors.Count == 0 ? new AnswerDecoder(options.Format, options.AcceptContentType, decoders) : null;
        return decoder is not null;
    }

    /// <summary>Whether an answer of that type is read.</summary>
    internal bool Accepts(MediaTypeHeaderValue? contentType) => FormatOf(contentType) is not null;

    /// <summary>Parses the body and picks the value. All that could fail later, in a view or another answer, fails here.</summary>
    /// <returns>The value, which holds on to nothing of <paramref name="body"/>; null where the answer has none at that place.</returns>
    /// <exception cref="BadContentException">The body is not what its type says.</exception>
    /// <exception cref="JsonException">The same, for JSON or the value.</exception>
    /// <exception cref="TooLargeException">It has more values than may be looked at.</exception>
    internal JsonElement? Decode(ReadOnlyMemory<byte> body, MediaTypeHeaderValue? contentType) =>
        _decoders.Decode(FormatOf(contentType) ?? _format, body, contentType?.CharSet) is { ValueKind: not JsonValueKind.Null } value ? value : null;

    private AnswerFormat? FormatOf(MediaTypeHeaderValue? contentType) =>
        _types.Count == 0 ? ContentTypes.FormatOf(_format, contentType?.MediaType)
        : !_types.Contains(contentType?.MediaType ?? "", StringComparer.OrdinalIgnoreCase) ? null
        : _format == AnswerFormat.Auto ? AnswerFormat.Json
        : _format;

    /// <summary>What there is to select in an answer; nothing where it is one text.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="contentType">Its content type.</param>
    /// <param name="most">How many places to tell of.</param>
    /// <inheritdoc cref="Decode" path="/exception"/>
    internal IReadOnlyList<Place> Places(ReadOnlyMemory<byte> body, MediaTypeHeaderValue? contentType, int most)
    {
        var format = FormatOf(contentType) ?? _format;
        var whole = FormatDecoders.Compile(_format, new SelectOptions(), out _).Decode(format, body, contentType?.CharSet);
        if (format is not AnswerFormat.Xml)
        {
            return AnswerShape.OfJson(whole, most);
        }

        var tree = XmlTree.Read(body.Span, contentType?.CharSet);
        return _format is AnswerFormat.Auto && Feed.IsFeed(tree) ? AnswerShape.OfJson(whole, most) : AnswerShape.OfXml(tree.Root.Name, whole, most);
    }
}
