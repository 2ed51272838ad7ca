using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Aggregator.Web.Components;

/// <summary>A piece of a page: what it shows depends on its parameters alone, and once it is shown it does not change. So nobody has to keep it (<see cref="Presentation.Markup"/>).</summary>
public abstract class PageComponent : ComponentBase
{
    /// <summary>Describes itself, after its parameters are set.</summary>
    internal void Build(RenderTreeBuilder tree)
    {
        OnParametersSet();
        BuildRenderTree(tree);
    }
}
