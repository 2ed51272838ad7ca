using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;

namespace Aggregator.Web.Presentation;

/// <summary>
/// Components as a part of a view, or as a text; rendered once. A view takes a container's text for its own and writes it later without blocking; any other
/// content would write to the connection itself, and more than 16 KB of it is an error there.
/// </summary>
internal sealed class MarkupContent(RenderFragment fragment) : IHtmlContentContainer
{
    private string? _html;

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(ToString());

    public void CopyTo(IHtmlContentBuilder builder) => builder.AppendHtml(ToString());

    public void MoveTo(IHtmlContentBuilder builder) => CopyTo(builder);

    public override string ToString() => _html ??= Render();

    private string Render()
    {
        var html = Scratch.Take();
        Markup.Write(html, fragment);
        return Scratch.Text(html);
    }
}
