using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace Aggregator.Tests.Web.Components;

/// <summary>Renders components by themselves, and tells what a person reads of them.</summary>
public abstract class ComponentContext : BunitContext
{
    protected static string Text(IRenderedComponent<IComponent> component, string selector) => Text(component.Find(selector));

    protected static IEnumerable<string> Texts(IRenderedComponent<IComponent> component, string selector) => component.FindAll(selector).Select(element => Text(element));

    protected static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
