using System.Xml;
using System.Xml.XPath;

namespace Aggregator.Core.Decoding.Xml;

/// <summary>
/// An XML document in memory: no document type, no entities of its own, nothing from elsewhere, at most 32 levels and 100,000 nodes. Comments,
/// processing instructions and white space between elements are left out.
/// </summary>
internal sealed class XmlTree
{
    private const int MaxDepth = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    private int _count;

    private XmlTree(int length)
    {
        Length = length;
        Document = new XmlPart { Type = XPathNodeType.Root, Order = 0 };
    }

    /// <summary>The document itself, which holds the root element.</summary>
    public XmlPart Document { get; }

    /// <summary>The outermost element.</summary>
    public XmlPart Root => Document.Elements.First();

    /// <summary>The length of the answer in bytes.</summary>
    public int Length { get; }

    /// <summary>Parses an answer.</summary>
    /// <exception cref="BadContentException">It is no well-formed XML, has a document type or is nested too deep.</exception>
    /// <exception cref="TooLargeException">It has too many nodes.</exception>
    public static XmlTree Read(ReadOnlySpan<byte> body, string? charset)
    {
        var tree = new XmlTree(body.Length);
        using var text = new StringReader(Charset.Read(body, charset, isXml: true));
        try
        {
            using var reader = XmlReader.Create(text, Settings);
            tree.Read(reader);
        }
        catch (XmlException e)
        {
            throw new BadContentException("The answer is no XML.", e);
        }

        return tree;
    }

    private void Read(XmlReader reader)
    {
        var parent = Document;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.Depth == MaxDepth:
                    throw new BadContentException("The answer is nested too deep.");
                case XmlNodeType.Element:
                    var isEmpty = reader.IsEmptyElement;
                    var element = Add(parent, XPathNodeType.Element, reader, text: null);
                    AddAttributes(element, reader);
                    parent = isEmpty ? parent : element;
                    break;
                case XmlNodeType.EndElement:
                    parent.Size = _count - parent.Order;
                    parent = parent.Parent!;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    Add(parent, XPathNodeType.Text, reader, reader.Value);
                    break;
            }
        }

        Document.Size = _count;
    }

    private void AddAttributes(XmlPart element, XmlReader reader)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader is not ({ Prefix: "xmlns" } or { Prefix: "", LocalName: "xmlns" }))
            {
                Add(element, XPathNodeType.Attribute, reader, reader.Value);
            }
        }
    }

    private XmlPart Add(XmlPart parent, XPathNodeType type, XmlReader reader, string? text)
    {
        if (++_count > ValueWriter.MostValues)
        {
            throw new TooLargeException();
        }

        var isNamed = type != XPathNodeType.Text;
        var part = new XmlPart
        {
            Type = type,
            Order = _count,
            Prefix = isNamed ? reader.Prefix : "",
            LocalName = isNamed ? reader.LocalName : "",
            Namespace = isNamed ? reader.NamespaceURI : "",
            Text = text,
            Parent = parent,
        };
        parent.Add(part);
        return part;
    }
}
