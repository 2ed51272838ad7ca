using System.Net.Http.Headers;
using System.Text;
using Aggregator.Core.Configuration;
using Aggregator.Core.Decoding;

namespace Aggregator.Tests.Decoding;

/// <summary>What a source makes of an answer.</summary>
internal static class Decoded
{
    /// <summary>The decoder of a source with that format and that selection.</summary>
    public static AnswerDecoder Decoder(AnswerFormat format, string? select = null, params (string Name, string Selector)[] named)
    {
        var options = new SourceOptions { Format = format };
        options.Select.Selector = select;
        foreach (var (name, selector) in named)
        {
            options.Select.Named.Add(name, selector);
        }

        Assert.True(AnswerDecoder.TryCompile(options, out var decoder, out var errors), string.Join(' ', errors));
        return decoder;
    }

    /// <summary>The value, as JSON; null where there is none.</summary>
    public static string? Value(AnswerFormat format, string body, string? select = null, string? contentType = null) =>
        Value(format, Encoding.UTF8.GetBytes(body), select, contentType);

    public static string? Value(AnswerFormat format, byte[] body, string? select = null, string? contentType = null) =>
        Value(Decoder(format, select), body, contentType);

    public static string? Value(AnswerDecoder decoder, byte[] body, string? contentType = null) =>
        decoder.Decode(body, contentType is null ? null : MediaTypeHeaderValue.Parse(contentType))?.GetRawText();

    /// <summary>What is said about a selector that its format cannot work with.</summary>
    public static string Remedy(AnswerFormat format, string select)
    {
        var options = new SourceOptions { Format = format };
        options.Select.Selector = select;
        Assert.False(AnswerDecoder.TryCompile(options, out _, out var errors));
        return Assert.Single(errors).Remedy;
    }
}
