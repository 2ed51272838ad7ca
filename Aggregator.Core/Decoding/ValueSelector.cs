using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aggregator.Core.Decoding;

/// <summary>Picks the value out of a decoded answer. It is parsed once, when the configuration is loaded.</summary>
public abstract partial class ValueSelector
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
                error = $"write a JSON Pointer, such as {PointerLike(text)}, or a JSONPath, such as ${Digits().Replace(PointerLike(text), "[${index}]").Replace('/', '.')}";
                return false;
        }
    }

    /// <summary>What somebody may have meant who wrote <c>data[0].price</c> or <c>data.price</c>; an example where that is not to be seen.</summary>
    private static string PointerLike(string text)
    {
        var path = Index().Replace(text.Trim('.', '#', '/'), "/${index}").Replace('.', '/');
        return path.Length > 0 && path.All(c => char.IsLetterOrDigit(c) || c is '/' or '-' or '_' or ' ') ? $"/{path}" : "/data/0/price";
    }

    [GeneratedRegex(@"\[(?<index>[0-9]{1,9})\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Index();

    [GeneratedRegex(@"/(?<index>[0-9]{1,9})(?=/|\z)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();

    private sealed class WholeAnswer : ValueSelector
    {
        public static readonly WholeAnswer Instance = new();

        public override JsonElement? Select(JsonElement answer) => answer;
    }
}
