using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Aggregator.Core.Decoding;

/// <summary>Picks the value out of a decoded answer. It is parsed once, when the configuration is loaded.</summary>
public abstract class ValueSelector
{
    /// <summary>Picks the value.</summary>
    /// <returns>The value, or null where the answer has none there.</returns>
    public abstract JsonElement? Select(JsonElement answer);

    /// <summary>Parses a selector: a JSON Pointer begins with <c>/</c>, a JSONPath with <c>$</c>; without one the whole answer is the value.</summary>
    /// <returns>Whether the text is a selector; otherwise <paramref name="error"/> says what would be right.</returns>
    internal static bool TryParse(string? text, [NotNullWhen(true)] out ValueSelector? selector, [NotNullWhen(false)] out string? error)
    {
        error = null;
        selector = null;
        switch (text)
        {
            case null or "":
                selector = WholeAnswer.Instance;
                return true;
            case ['/', ..]:
                return JsonPointerSelector.TryParsePointer(text, out selector, out error);
            case ['$', ..]:
                return JsonPathSelector.TryParsePath(text, out selector, out error);
            default:
                var path = text.Trim('.', '#', '/');
                error = $"write a JSON Pointer, such as /{path.Replace('.', '/')}, or a JSONPath, such as $.{path.Replace('/', '.')}";
                return false;
        }
    }

    private sealed class WholeAnswer : ValueSelector
    {
        public static readonly WholeAnswer Instance = new();

        public override JsonElement? Select(JsonElement answer) => answer;
    }
}
