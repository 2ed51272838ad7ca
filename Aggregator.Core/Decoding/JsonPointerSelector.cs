using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Aggregator.Core.Decoding;

/// <summary>A JSON Pointer, RFC 6901: <c>/data/0/price</c>.</summary>
internal sealed class JsonPointerSelector : ValueSelector
{
    private readonly Token[] _tokens;

    /// <summary>A pointer of tokens that were parsed already.</summary>
    public JsonPointerSelector(params Token[] tokens) => _tokens = tokens;

    public static bool TryParsePointer(string text, [NotNullWhen(true)] out ValueSelector? selector, [NotNullWhen(false)] out string? error)
    {
        for (var tilde = text.IndexOf('~', StringComparison.Ordinal); tilde >= 0; tilde = text.IndexOf('~', tilde + 1))
        {
            if (tilde + 1 == text.Length || text[tilde + 1] is not ('0' or '1'))
            {
                selector = null;
                error = "in a JSON Pointer write ~0 for ~ and ~1 for / (RFC 6901)";
                return false;
            }
        }

        selector = new JsonPointerSelector([.. text.Split('/').Skip(1).Select(Token.Parse)]);
        error = null;
        return true;
    }

    public override JsonElement? Select(JsonElement answer)
    {
        foreach (var token in _tokens)
        {
            switch (answer.ValueKind)
            {
                case JsonValueKind.Object when token.Name is not null && answer.TryGetProperty(token.Name, out var member):
                    answer = member;
                    break;
                case JsonValueKind.Array when token.Index is { } index && index < answer.GetArrayLength():
                    answer = answer[index];
                    break;
                default:
                    return null;
            }
        }

        return answer;
    }

    /// <param name="Name">The member's name, unescaped; null where it can only be an index.</param>
    /// <param name="Index">The element's index, where the token is one: digits without a leading zero.</param>
    internal readonly record struct Token(string? Name, int? Index)
    {
        public static Token Parse(string escaped)
        {
            var name = escaped.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            var isIndex = name is "0" or [>= '1' and <= '9', ..];
            return new Token(name, isIndex && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null);
        }
    }
}
