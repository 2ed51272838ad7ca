namespace Aggregator.Core.Fetching;

/// <summary>What was missing so that a source could be called.</summary>
public enum DependencyProblem
{
    /// <summary>Another source, whose answer is needed, has no value.</summary>
    NoValue,

    /// <summary>The other source's answer has nothing at the place that is meant, or nothing that is one text.</summary>
    NothingToSend,

    /// <summary>The other source's answer has no list at the place of the elements.</summary>
    NoList,

    /// <summary>A parameter of the board is empty where a value has to stand.</summary>
    NotChosen,

    /// <summary>There is a text, but it cannot stand where it is to stand: it would lead to another address, or break a header.</summary>
    DoesNotFit,
}
