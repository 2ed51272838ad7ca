using Aggregator.Core.Sources;

namespace Aggregator.Web.Presentation;

/// <summary>Every sentence about what viewers choose. None holds a word of what they wrote.</summary>
internal static class ParameterSentences
{
    public const string NotAllowed = "A parameter has a value that is not allowed.";

    /// <summary>A longer list of values is not read in a sentence.</summary>
    private const int MostNamed = 12;

    /// <summary>What programs may choose, for each parameter with a value that is not allowed.</summary>
    public static string WhichValues(ChosenParameters chosen) =>
        string.Join(' ', chosen.Refused.Select(refused => $"{refused.Parameter.Name}: {WhatIsAllowed(refused.Parameter)}."));

    /// <summary>What a viewer may choose, and what is shown in place of what is not allowed.</summary>
    public static string Instead(Parameter parameter) =>
        $"{WhatIsAllowed(parameter)}; {(parameter.Default.Length == 0 ? "an empty text" : parameter.Default)} is shown";

    private static string WhatIsAllowed(Parameter parameter) => parameter switch
    {
        { Values.Count: > MostNamed } => $"it is one of the {parameter.Values.Count} values that the board names, such as {parameter.Values[0]}",
        { Values.Count: > 1 } => $"it is {string.Join(", ", parameter.Values.SkipLast(1))} or {parameter.Values[^1]}",
        { Values.Count: 1 } => $"it is {parameter.Values[0]}",
        { Pattern: { } pattern } => $"it matches {pattern}, and has at most {Parameter.LongestValue} characters",
        _ => $"it has at most {Parameter.LongestValue} characters, no control characters, and no . or .. between slashes",
    };
}
