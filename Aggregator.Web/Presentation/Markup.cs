using System.Buffers;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;

namespace Aggregator.Web.Presentation;

/// <summary>
/// Components as HTML, byte for byte what Blazor's own renderer makes of them. That one keeps what it has rendered, to compare it with what comes next; here
/// nothing comes next, and most of a page's cost was spent on that (docs/decisions/0029).
/// </summary>
internal static class Markup
{
    /// <summary>A tree of more is not kept for the next one.</summary>
    private const int MostFramesKept = 1024;

    /// <summary>Trees that are not in use, with the room that they have grown to; one for each level of components.</summary>
    [ThreadStatic]
    private static Stack<RenderTreeBuilder>? Spare;

    /// <summary>Writes all of it, and flushes nothing.</summary>
    /// <returns>How many bytes it has.</returns>
    public static int Write(IBufferWriter<byte> output, RenderFragment fragment)
    {
        var html = new HtmlOutput(output);
        Write(ref html, fragment);
        html.End();
        return html.Length;
    }

    private static void Write(ref HtmlOutput html, RenderFragment fragment)
    {
        var spare = Spare ??= new();
        if (!spare.TryPop(out var tree))
        {
            tree = new RenderTreeBuilder();
        }

        fragment(tree);
        var frames = tree.GetFrames();
        Write(ref html, frames.Array.AsSpan(0, frames.Count));
        if (frames.Count > MostFramesKept)
        {
            tree.Dispose();
            return;
        }

        tree.Clear();
        spare.Push(tree);
    }

    private static void Write(ref HtmlOutput html, ReadOnlySpan<RenderTreeFrame> frames)
    {
        while (!frames.IsEmpty)
        {
            ref readonly var frame = ref frames[0];
            var length = 1;
            switch (frame.FrameType)
            {
                case RenderTreeFrameType.Element:
                    length = frame.ElementSubtreeLength;
                    WriteElement(ref html, frame.ElementName, frames[1..length]);
                    break;
                case RenderTreeFrameType.Component:
                    length = frame.ComponentSubtreeLength;
                    Write(ref html, PartFactory.Of(frame.ComponentType).Make(frames[1..length]).Build);
                    break;
                case RenderTreeFrameType.Text:
                    html.WriteText(frame.TextContent);
                    break;
                case RenderTreeFrameType.Markup:
                    html.Write(frame.MarkupContent);
                    break;
                case RenderTreeFrameType.Region:
                    // What is in it follows.
                    break;
                default:
                    throw new NotSupportedException($"A page has nothing that acts, and so no {frame.FrameType}.");
            }

            frames = frames[length..];
        }
    }

    private static void WriteElement(ref HtmlOutput html, string name, ReadOnlySpan<RenderTreeFrame> inside)
    {
        html.Write('<');
        html.Write(name);
        while (!inside.IsEmpty && inside[0].FrameType is RenderTreeFrameType.Attribute)
        {
            WriteAttribute(ref html, in inside[0]);
            inside = inside[1..];
        }

        if (inside.IsEmpty && IsVoid(name))
        {
            html.Write(" />");
            return;
        }

        html.Write('>');
        Write(ref html, inside);
        html.Write('<');
        html.Write('/');
        html.Write(name);
        html.Write('>');
    }

    private static void WriteAttribute(ref HtmlOutput html, in RenderTreeFrame attribute)
    {
        html.Write(' ');
        html.Write(attribute.AttributeName);
        switch (attribute.AttributeValue)
        {
            case true:
                break;
            case string text:
                html.Write('=');
                html.Write('"');
                html.WriteText(text);
                html.Write('"');
                break;
            default:
                throw new NotSupportedException($"The attribute {attribute.AttributeName} is no text.");
        }
    }

    /// <summary>Whether the element has no end (HTML, 13.1.2).</summary>
    private static bool IsVoid(string name) =>
        name is "area" or "base" or "br" or "col" or "embed" or "hr" or "img" or "input" or "link" or "meta" or "source" or "track" or "wbr";
}
