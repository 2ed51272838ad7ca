using System.Text;
using System.Xml.XPath;

namespace Aggregator.Core.Decoding.Xml;

/// <summary>One node of an XML document: an element, an attribute, a text, or the document itself.</summary>
internal sealed class XmlPart
{
    public required XPathNodeType Type { get; init; }

    /// <summary>The place in the document, counted from its start.</summary>
    public required int Order { get; init; }

    /// <summary>The prefix as written.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The name without its prefix.</summary>
    public string LocalName { get; init; } = "";

    /// <summary>The namespace that the prefix stands for.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The text of a text or an attribute; null for the others.</summary>
    public string? Text { get; init; }

    /// <summary>How many nodes are in it, at all levels.</summary>
    public int Size { get; set; }

    public XmlPart? Parent { get; init; }

    public XmlPart? FirstChild { get; private set; }

    public XmlPart? LastChild { get; private set; }

    public XmlPart? FirstAttribute { get; private set; }

    public XmlPart? LastAttribute { get; private set; }

    public XmlPart? Next { get; private set; }

    public XmlPart? Previous { get; private set; }

    /// <summary>The name as written.</summary>
    public string Name => Prefix.Length == 0 ? LocalName : $"{Prefix}:{LocalName}";

    /// <summary>The text of it and all that is in it.</summary>
    public string Value => Text ?? (FirstChild is { Text: { } only, Next: null } ? only : AllTexts());

    public IEnumerable<XmlPart> Attributes => Chain(FirstAttribute);

    public IEnumerable<XmlPart> Children => Chain(FirstChild);

    /// <summary>The elements directly in it.</summary>
    public IEnumerable<XmlPart> Elements => Children.Where(child => child.Type == XPathNodeType.Element);

    public void Add(XmlPart part)
    {
        if (part.Type == XPathNodeType.Attribute)
        {
            part.Previous = LastAttribute;
            FirstAttribute ??= part;
            LastAttribute = part;
        }
        else
        {
            part.Previous = LastChild;
            FirstChild ??= part;
            LastChild = part;
        }

        if (part.Previous is not null)
        {
            part.Previous.Next = part;
        }
    }

    private static IEnumerable<XmlPart> Chain(XmlPart? first)
    {
        for (var part = first; part is not null; part = part.Next)
        {
            yield return part;
        }
    }

    private string AllTexts()
    {
        var text = new StringBuilder();
        AddTexts(text);
        return text.ToString();
    }

    private void AddTexts(StringBuilder text)
    {
        foreach (var child in Children)
        {
            text.Append(child.Text);
            child.AddTexts(text);
        }
    }
}
