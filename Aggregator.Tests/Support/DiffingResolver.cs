using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Aggregator.Tests.Support;

/// <summary>
/// bUnit asks for a newer AngleSharp.Diffing than the one that is pinned. The versions agree in what bUnit uses, so the one in the output
/// folder answers for both (docs/decisions/0004).
/// </summary>
internal static class DiffingResolver
{
    [ModuleInitializer]
    internal static void Register() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name is "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
