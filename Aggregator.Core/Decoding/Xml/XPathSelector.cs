using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.XPath;

namespace Aggregator.Core.Decoding.Xml;

/// <summary>An XPath 1.0: <c>/rates/rate[@currency='CHF']</c>. It is compiled once, and used by many calls at a time.</summary>
internal sealed partial class XPathSelector
{
    private const string Example = "write one such as /rates/rate[@currency='CHF']";

    private readonly XPathExpression _path;

    private XPathSelector(XPathExpression path) => _path = path;

    /// <summary>Parses an XPath; without one the root element is the value.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Pick<XmlTree>? pick, [NotNullWhen(false)] out string? error)
    {
        if (string.IsNullOrEmpty(text))
        {
            pick = tree => XmlValue.Of([tree.Root], tree.Length);
            error = null;
            return true;
        }

        error = WhatMayRunAway(text);
        pick = null;
        try
        {
            var path = XPathExpression.Compile(text, new PrefixesAsWritten());
            pick = error is null ? new XPathSelector(path).Select : null;
        }
        catch (Exception e) when (e is XPathException or ArgumentException)
        {
            error = $"it is no XPath 1.0 ({e.Message.TrimEnd('.')}); {Example}";
        }

        return pick is not null;
    }

    /// <summary>The value of that answer.</summary>
    private JsonElement? Select(XmlTree tree) => Select(tree, new XmlSteps());

    /// <summary>The same, with steps that somebody else counts, too.</summary>
    internal JsonElement? Select(XmlTree tree, XmlSteps steps)
    {
        try
        {
            return new XmlNavigator(tree.Document, steps).Evaluate(_path) switch
            {
                bool truth => JsonElement.Parse(truth ? "true"u8 : "false"u8),
                double number => double.IsFinite(number) ? ValueWriter.Element(tree.Length, writer => writer.Json.WriteNumberValue(number)) : null,
                string { Length: > 0 } text => ValueWriter.Element(tree.Length, writer => writer.Json.WriteStringValue(text)),
                XPathNodeIterator found => XmlValue.Of(Parts(found), tree.Length),
                _ => null,
            };
        }
        catch (Exception e) when (e is XPathException or FormatException or OverflowException or InvalidCastException or ArgumentException or InvalidOperationException)
        {
            // A function met what it cannot work with. The exception may quote the answer and must not get to the log.
            throw new BadContentException("The XPath cannot work with the answer.", e);
        }
    }

    internal static XPathSelector Compile(string text) => new(XPathExpression.Compile(text, new PrefixesAsWritten()));

    private static List<XmlPart> Parts(XPathNodeIterator found)
    {
        var parts = new List<XmlPart>();
        while (found.MoveNext())
        {
            parts.Add(((XmlNavigator)found.Current!).Part);
        }

        return parts;
    }

    /// <summary>
    /// What makes the work grow faster than the answer. The steps through an answer are counted, so that it ends anyway; but then there is no value,
    /// and that had better be said at the start. What functions do with two texts are no steps, so one of them must be written in the path.
    /// </summary>
    private static string? WhatMayRunAway(string text)
    {
        var path = Literal().Replace(text, "''");
        if (Searching().Count(path) > 1)
        {
            return "each further // multiplies the places an answer may have; write // (or descendant, ancestor, following, preceding) at most once";
        }

        if (NestedPredicate().IsMatch(path))
        {
            return "a condition in another one is looked at again and again; write each [ ] by itself";
        }

        return TwoTexts().IsMatch(TextAndLiterals().Replace(path, ""))
            ? "contains, substring-before, substring-after and translate take a plain path first, and then only texts in quotes"
            : path.Contains("namespace-uri", StringComparison.Ordinal) ? "write names as the answer writes them, prefix:name or name, without namespace-uri()"
            : null;
    }

    [GeneratedRegex("'[^']*'|\"[^\"]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"//|\b(descendant|descendant-or-self|ancestor|ancestor-or-self|following|preceding)\s*::", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Searching();

    [GeneratedRegex(@"\[[^\]]*\[", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NestedPredicate();

    [GeneratedRegex(@"\b(contains|substring-before|substring-after|translate)\s*\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TwoTexts();

    [GeneratedRegex(
        @"\b(contains|substring-before|substring-after|translate)\s*\(([^(),]|\([^(),]*\))*(,\s*''\s*)+\)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TextAndLiterals();

    /// <summary>To a path, a prefix stands for itself, as it does in <see cref="XmlNavigator"/>.</summary>
    private sealed class PrefixesAsWritten : IXmlNamespaceResolver
    {
        public IDictionary<string, string> GetNamespacesInScope(XmlNamespaceScope scope) => new Dictionary<string, string>(StringComparer.Ordinal);

        public string LookupNamespace(string prefix) => prefix;

        public string LookupPrefix(string namespaceName) => namespaceName;
    }
}
