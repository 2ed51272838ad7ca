using System.Text.Json;
using Aggregator.Core.Decoding.Xml;

namespace Aggregator.Core.Decoding.Feeds;

/// <summary>News as RSS (0.9x, 1.0, 2.0) or Atom. To a selector it is a list of its items, whichever of them it was.</summary>
internal static class Feed
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string RssContent = "http://purl.org/rss/1.0/modules/content/";

    private static readonly string[] Atom = ["http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"];

    /// <summary>Whether the document is a feed, by its root element.</summary>
    public static bool IsFeed(XmlTree tree) => tree.Root is { LocalName: "rss", Namespace: "" } || IsRdf(tree.Root) || IsAtom(tree.Root);

    /// <summary>Picks the value out of the feed's items.</summary>
    /// <exception cref="BadContentException">The document is no feed.</exception>
    public static JsonElement? Decode(XmlTree tree, int length, Pick<JsonElement> pick)
    {
        if (!IsFeed(tree))
        {
            throw new BadContentException("The answer is no feed.");
        }

        return JsonDecoder.Decode(
            ValueWriter.Write(length, writer =>
            {
                writer.Json.WriteStartArray();
                foreach (var item in Items(tree.Root))
                {
                    WriteItem(writer, IsAtom(tree.Root) ? AtomItem(item) : RssItem(item));
                }

                writer.Json.WriteEndArray();
            }),
            pick);
    }

    private static bool IsRdf(XmlPart root) => root is { LocalName: "RDF", Namespace: Rdf };

    private static bool IsAtom(XmlPart root) => root.LocalName is "feed" && Atom.Contains(root.Namespace, StringComparer.Ordinal);

    private static IEnumerable<XmlPart> Items(XmlPart root) =>
        IsAtom(root) ? root.Elements.Where(child => child.LocalName is "entry" && child.Namespace.Equals(root.Namespace, StringComparison.Ordinal))
        : IsRdf(root) ? root.Elements.Where(IsItem)
        : root.Elements.Where(child => child is { LocalName: "channel", Namespace: "" }).SelectMany(channel => channel.Elements).Concat(root.Elements).Where(IsItem);

    /// <summary>RSS 1.0 has its items in its own namespace, 2.0 in none; modules have items of theirs.</summary>
    private static bool IsItem(XmlPart part) => part.LocalName is "item" && part.Prefix.Length == 0;

    private static FeedItem RssItem(XmlPart item) => new(
        Title: Markup.Strip(Own(item, "title")?.Value),
        Link: FeedItem.Address(Own(item, "link")?.Value ?? Permalink(item)),
        Published: FeedItem.Time(Own(item, "pubDate")?.Value ?? Find(item, "date", DublinCore)?.Value),
        Summary: Markup.Strip(Own(item, "description")?.Value ?? Find(item, "encoded", RssContent)?.Value),
        Author: Own(item, "author")?.Value ?? Find(item, "creator", DublinCore)?.Value,
        Id: Own(item, "guid")?.Value ?? item.Attributes.FirstOrDefault(attribute => attribute is { LocalName: "about", Namespace: Rdf })?.Value);

    private static FeedItem AtomItem(XmlPart entry) => new(
        Title: AtomText(Own(entry, "title")),
        Link: FeedItem.Address(entry.Elements.FirstOrDefault(IsAlternate) is { } link ? Attribute(link, "href") : null),
        Published: FeedItem.Time((Own(entry, "published") ?? Own(entry, "issued") ?? Own(entry, "updated") ?? Own(entry, "modified"))?.Value),
        Summary: AtomText(Own(entry, "summary") ?? Own(entry, "content")),
        Author: Own(entry, "author") is { } author ? (Own(author, "name") ?? Own(author, "email"))?.Value : null,
        Id: Own(entry, "id")?.Value);

    private static bool IsAlternate(XmlPart part) => part.LocalName is "link" && Attribute(part, "rel") is null or "alternate";

    /// <summary>A text of Atom says whether it is one, or HTML as text; as XHTML its markup is elements already.</summary>
    private static string? AtomText(XmlPart? text) => text is null ? null
        : Attribute(text, "type") is "html" or "text/html" ? Markup.Strip(text.Value)
        : Markup.OneLine(text.Value);

    private static string? Permalink(XmlPart item) =>
        Own(item, "guid") is { } guid && !string.Equals(Attribute(guid, "isPermaLink"), "false", StringComparison.OrdinalIgnoreCase) ? guid.Value : null;

    /// <summary>An element of the same namespace as the one it stands in.</summary>
    private static XmlPart? Own(XmlPart parent, string name) => Find(parent, name, parent.Namespace);

    private static XmlPart? Find(XmlPart parent, string name, string ns) => parent.Elements.FirstOrDefault(
        child => child.LocalName.Equals(name, StringComparison.Ordinal) && child.Namespace.Equals(ns, StringComparison.Ordinal));

    private static string? Attribute(XmlPart element, string name) =>
        element.Attributes.FirstOrDefault(attribute => attribute.Prefix.Length == 0 && attribute.LocalName.Equals(name, StringComparison.Ordinal))?.Value;

    private static void WriteItem(ValueWriter writer, FeedItem item)
    {
        writer.Json.WriteStartObject();
        Write(writer, "title", item.Title);
        Write(writer, "link", item.Link);
        Write(writer, "published", item.Published);
        Write(writer, "summary", item.Summary);
        Write(writer, "author", item.Author);
        Write(writer, "id", item.Id);
        writer.Json.WriteEndObject();
    }

    private static void Write(ValueWriter writer, string name, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            writer.Json.WriteString(name, text.Trim());
        }
    }
}
