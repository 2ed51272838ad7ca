namespace Aggregator.Core.Sources;

/// <summary>What a place in a text stands for.</summary>
internal enum ReferenceKind
{
    /// <summary>A parameter of the board: <c>{query.city}</c>.</summary>
    Parameter,

    /// <summary>A part of another source's answer: <c>{sources.login/userId}</c>.</summary>
    Source,

    /// <summary>The element for which the source is called, or a part of it: <c>{item}</c>, <c>{item/id}</c>.</summary>
    Item,
}
