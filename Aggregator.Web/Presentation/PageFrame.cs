using System.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Aggregator.Web.Presentation;

/// <summary>What a streamed page has around the pieces that its run makes: the view's output as bytes, before them and after them.</summary>
internal sealed class PageFrame
{
    /// <summary>Where the pieces go, in the view. No encoder lets this character through, so nothing else in a page can look like it.</summary>
    public static readonly IHtmlContent Gap = new HtmlString("\0");

    private readonly byte[] _html;
    private readonly int _gap;

    private PageFrame(byte[] html) => (_html, _gap) = (html, Array.IndexOf(html, (byte)0));

    /// <summary>What leaves before any source has answered.</summary>
    public ReadOnlySpan<byte> Before => _html.AsSpan(0, _gap);

    /// <summary>What leaves last.</summary>
    public ReadOnlySpan<byte> After => _html.AsSpan(_gap + 1);

    /// <summary>The size in bytes.</summary>
    public int Length => _html.Length;

    /// <summary>Has the view make it.</summary>
    public static async Task<PageFrame> RenderAsync(ViewContext context)
    {
        await using var html = new StringWriter();
        context.Writer = html;
        await context.View.RenderAsync(context);
        return new PageFrame(Encoding.UTF8.GetBytes(html.ToString()));
    }
}
