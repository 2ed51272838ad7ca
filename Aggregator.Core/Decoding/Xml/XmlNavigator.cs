using System.Xml;
using System.Xml.XPath;

namespace Aggregator.Core.Decoding.Xml;

/// <summary>
/// How the framework's XPath goes through an answer: every step is counted, so that no path can run away on any answer. Names are as the document
/// writes them, prefix included: to a path, the prefix stands for the namespace, and elements of a default namespace have none.
/// </summary>
internal sealed class XmlNavigator(XmlPart document, XmlSteps steps) : XPathNavigator
{
    private static readonly NameTable NoNames = new();

    /// <summary>Where it is.</summary>
    public XmlPart Part { get; private set; } = document;

    public override XPathNodeType NodeType => Part.Type;

    public override string LocalName => Part.LocalName;

    public override string Name => Part.Name;

    public override string NamespaceURI => Part.Prefix;

    public override string Prefix => Part.Prefix;

    public override string BaseURI => "";

    public override bool IsEmptyElement => Part.FirstChild is null;

    public override XmlNameTable NameTable => NoNames;

    public override string Value => steps.Read(Part);

    public override XPathNavigator Clone()
    {
        steps.Move();
        return new XmlNavigator(Part, steps);
    }

    public override bool IsSamePosition(XPathNavigator other) => other is XmlNavigator navigator && navigator.Part == Part;

    public override XmlNodeOrder ComparePosition(XPathNavigator? nav)
    {
        steps.Move();
        return nav is not XmlNavigator other ? XmlNodeOrder.Unknown
            : Part.Order == other.Part.Order ? XmlNodeOrder.Same
            : Part.Order < other.Part.Order ? XmlNodeOrder.Before
            : XmlNodeOrder.After;
    }

    public override bool MoveTo(XPathNavigator other) => MoveTo((other as XmlNavigator)?.Part);

    public override bool MoveToFirstAttribute() => MoveTo(Part.FirstAttribute);

    public override bool MoveToNextAttribute() => Part.Type == XPathNodeType.Attribute && MoveTo(Part.Next);

    public override bool MoveToFirstChild() => MoveTo(Part.FirstChild);

    public override bool MoveToNext() => Part.Type != XPathNodeType.Attribute && MoveTo(Part.Next);

    public override bool MoveToPrevious() => Part.Type != XPathNodeType.Attribute && MoveTo(Part.Previous);

    public override bool MoveToParent() => MoveTo(Part.Parent);

    public override bool MoveToFirstNamespace(XPathNamespaceScope namespaceScope) => false;

    public override bool MoveToNextNamespace(XPathNamespaceScope namespaceScope) => false;

    public override bool MoveToId(string id) => false;

    private bool MoveTo(XmlPart? part)
    {
        steps.Move();
        Part = part ?? Part;
        return part is not null;
    }
}
