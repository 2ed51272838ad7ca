using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Aggregator.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.RenderTree;

namespace Aggregator.Web.Presentation;

/// <summary>Makes components of one type. Its parameters are looked for once, not each time that one is made.</summary>
internal sealed class PartFactory
{
    private static readonly ConcurrentDictionary<Type, PartFactory> Known = new();

    private static readonly MethodInfo TypedSetter = typeof(PartFactory).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Type _type;
    private readonly FrozenDictionary<string, Action<PageComponent, object?>> _setters;

    private PartFactory(Type type)
    {
        _type = type;
        _setters = type.GetProperties()
            .Where(property => property.IsDefined(typeof(ParameterAttribute)))
            .ToFrozenDictionary(property => property.Name, SetterOf, StringComparer.Ordinal);
    }

    /// <summary>The one for that type, which is a <see cref="PageComponent"/>.</summary>
    public static PartFactory Of(Type type) => Known.GetOrAdd(type, static type => new(type));

    /// <param name="parameters">The component's parameters, as the tree around it holds them.</param>
    public PageComponent Make(ReadOnlySpan<RenderTreeFrame> parameters)
    {
        var component = (PageComponent)Activator.CreateInstance(_type)!;
        foreach (ref readonly var parameter in parameters)
        {
            _setters[parameter.AttributeName](component, parameter.AttributeValue);
        }

        return component;
    }

    private static Action<PageComponent, object?> SetterOf(PropertyInfo property) =>
        TypedSetter.MakeGenericMethod(property.DeclaringType!, property.PropertyType).CreateDelegate<Func<MethodInfo, Action<PageComponent, object?>>>()(property.SetMethod!);

    private static Action<PageComponent, object?> Typed<TComponent, TValue>(MethodInfo setter)
        where TComponent : PageComponent
    {
        var set = setter.CreateDelegate<Action<TComponent, TValue?>>();
        return (component, value) => set((TComponent)component, (TValue?)value);
    }
}
