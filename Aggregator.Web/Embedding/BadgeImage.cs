using System.Globalization;
using System.Text;
using System.Xml;
using Aggregator.Web.Presentation;

namespace Aggregator.Web.Embedding;

/// <summary>Draws badges as SVG. Whatever the text, the image is well-formed XML, and no wider than its limit.</summary>
internal static class BadgeImage
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const int LongestLabel = 40;
    private const int LongestMessage = 60;
    private const double Padding = 6;
    private const double IconWidth = 14;

    private static readonly XmlWriterSettings Fragment = new() { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Document };

    public static string Draw(StatusBadge badge)
    {
        var (label, message) = (BadgeText.Fit(badge.Label, LongestLabel), BadgeText.Fit(badge.Message, LongestMessage));
        var (labelWidth, messageWidth) = (BadgeText.Width(label), BadgeText.Width(message));
        var split = labelWidth + (2 * Padding);
        var width = split + IconWidth + messageWidth + (2 * Padding);
        var (colour, icon) = Looks(badge.Look);

        var text = new StringBuilder();
        using (var svg = XmlWriter.Create(text, Fragment))
        {
            svg.WriteStartElement("svg", Namespace);
            Attributes(svg, ("width", Number(width)), ("height", "20"), ("viewBox", $"0 0 {Number(width)} 20"), ("role", "img"));
            svg.WriteElementString("title", Namespace, $"{label}: {message}");
            Element(svg, "rect", ("width", Number(width)), ("height", "20"), ("rx", "3"), ("fill", "#3d4349"));
            Element(svg, "path", ("d", $"M{Number(split)} 0H{Number(width - 3)}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H{Number(split)}z"), ("fill", colour));

            // On a background as dark as the badge itself, its border still shows.
            Element(svg, "rect", ("x", ".5"), ("y", ".5"), ("width", Number(width - 1)), ("height", "19"), ("rx", "2.5"), ("fill", "none"), ("stroke", "#fff"), ("stroke-opacity", ".35"));
            Element(
                svg, "path", ("transform", $"translate({Number(split + Padding)} 5)"), ("d", icon), ("fill", "none"), ("stroke", "#fff"), ("stroke-width", "2"), ("stroke-linecap", "round"), ("stroke-linejoin", "round"));
            Text(svg, label, Padding, labelWidth);
            Text(svg, message, split + Padding + IconWidth, messageWidth);
            svg.WriteEndElement();
        }

        return text.ToString();
    }

    /// <summary>The colour, dark enough for white text, and a shape of 10 by 10 that tells the same without colour or font.</summary>
    private static (string Colour, string Icon) Looks(Look look) => look.CssClass switch
    {
        "look-ok" => ("#146c43", "M1 5.5 4 8.500 9 2"),
        "look-degraded" => ("#7a5000", "M5 1v4.500M5 9v.01"),
        "look-off" => ("#5c636a", "M5 1a4 4 0 1 0 .01 0z"),
        "look-error" => ("#b02a37", "M1.500 1.500l7 7m0-7-7 7"),
        "level-warning" => ("#7a5000", "M5 .5 9.5 5 5 9.5 .5 5z"),
        "level-critical" => ("#b02a37", "M3 1v4.5M7 1v4.5M3 9v.01M7 9v.01"),
        _ => throw new ArgumentOutOfRangeException(nameof(look), look, "A state that no badge shows."),
    };

    private static void Text(XmlWriter svg, string text, double x, double width)
    {
        svg.WriteStartElement("text", Namespace);
        Attributes(
            svg,
            ("x", Number(x)),
            ("y", "14"),
            ("textLength", Number(width)),
            ("lengthAdjust", "spacingAndGlyphs"),
            ("font-family", "Verdana, DejaVu Sans, sans-serif"),
            ("font-size", "11"),
            ("fill", "#fff"));
        svg.WriteString(text);
        svg.WriteEndElement();
    }

    private static void Element(XmlWriter svg, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        svg.WriteStartElement(name, Namespace);
        Attributes(svg, attributes);
        svg.WriteEndElement();
    }

    private static void Attributes(XmlWriter svg, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            svg.WriteAttributeString(name, value);
        }
    }

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
