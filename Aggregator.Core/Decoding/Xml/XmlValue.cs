using System.Text.Json;
using System.Xml.XPath;

namespace Aggregator.Core.Decoding.Xml;

/// <summary>
/// What XML nodes come to as values. Texts and attributes are their text, without the white space around it, and so are elements with nothing but text.
/// An element with others in it is an object of them: names that repeat are a list, attributes have an @ before their names, text between the elements is
/// <c>#text</c>. An element that has only attributes is an object, too.
/// </summary>
internal static class XmlValue
{
    /// <summary>The value of one node, or a list for several; null for none.</summary>
    public static JsonElement? Of(IReadOnlyList<XmlPart> parts, int answerLength) => parts.Count == 0
        ? null
        : ValueWriter.Element(answerLength, writer => writer.OneOrList(parts, part => Write(writer, part)));

    private static void Write(ValueWriter writer, XmlPart part)
    {
        if (part.Type == XPathNodeType.Root)
        {
            part = part.Elements.First();
        }

        if (part.Elements.Any())
        {
            WriteObject(writer, part);
        }
        else if (part.FirstAttribute is not null && string.IsNullOrWhiteSpace(part.Value))
        {
            WriteObject(writer, part);
        }
        else
        {
            writer.Text(part.Value.Trim());
        }
    }

    private static void WriteObject(ValueWriter writer, XmlPart element)
    {
        writer.Json.WriteStartObject();
        foreach (var attribute in element.Attributes)
        {
            writer.Json.WritePropertyName($"@{attribute.Name}");
            writer.Text(attribute.Text);
        }

        var text = string.Concat(element.Children.Select(child => child.Text)).Trim();
        if (text.Length > 0)
        {
            writer.Json.WritePropertyName("#text");
            writer.Text(text);
        }

        foreach (var children in element.Elements.GroupBy(child => child.Name, StringComparer.Ordinal))
        {
            writer.Json.WritePropertyName(children.Key);
            writer.OneOrList([.. children], child => Write(writer, child));
        }

        writer.Json.WriteEndObject();
    }
}
