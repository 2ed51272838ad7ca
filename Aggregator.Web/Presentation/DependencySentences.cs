using Aggregator.Core.Fetching;

namespace Aggregator.Web.Presentation;

/// <summary>Every sentence about what was missing so that a source could be called. None holds a word of an answer or of what a viewer wrote.</summary>
internal static class DependencySentences
{
    /// <summary>What was missing, and who is to blame.</summary>
    public static string WhatHappened(DependencyFailure dependency) => dependency switch
    {
        { Problem: DependencyProblem.NoValue } => $"The call needs the answer of {Name(dependency)}, which has none.",
        { Problem: DependencyProblem.NoList } => $"The call needs a list from the answer of {Name(dependency)}, and there is none at that place.",
        { Problem: DependencyProblem.NotChosen } => $"The call needs a value for {Name(dependency)}.",
        { Problem: DependencyProblem.NothingToSend } => $"The call needs a part of the answer of {Name(dependency)}, and there is nothing that can be sent.",
        { Source: null } => $"What is chosen for {Name(dependency)} does not fit its place in the request.",
        _ => $"A part of the answer of {Name(dependency)} does not fit its place in the request.",
    };

    /// <summary>What can be done about it.</summary>
    public static string WhatToDo(DependencyFailure dependency) => dependency switch
    {
        { Problem: DependencyProblem.NoValue } => $"See to {Name(dependency)}.",
        { Problem: DependencyProblem.NotChosen } => $"Choose a value for {Name(dependency)}.",
        { Source: null } => $"Choose another value for {Name(dependency)}.",
        { Problem: DependencyProblem.NoList } => $"Compare the answer of {Name(dependency)} with the source's ForEach.",
        _ => $"Compare the answer of {Name(dependency)} with the places that this source fills from it.",
    };

    private static string? Name(DependencyFailure dependency) => dependency.Source?.Title ?? dependency.Parameter;
}
