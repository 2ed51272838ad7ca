using System.Globalization;
using System.Text.Json;
using Aggregator.Core.Fetching;

namespace Aggregator.Core.Combining;

/// <summary>The sentences about values that do not fit a built-in combiner.</summary>
internal static class CombineProblem
{
    public static CombinedValue NothingToCombine() => CombinedValue.Failed("No source has a value to combine.");

    public static CombinedValue WrongKind(string combiner, string due, SourceResult result) =>
        CombinedValue.Failed($"{combiner} needs {due}, and {Named(result)} answered with {KindOf(result.Value)}.");

    /// <summary>The same for the value itself or a part of it, where it is a list.</summary>
    public static CombinedValue WrongKind(string combiner, string due, SourceResult result, JsonElement part) => result.Value is { ValueKind: JsonValueKind.Array }
        ? CombinedValue.Failed($"{combiner} needs {due}, and {Named(result)} answered with a list that holds {KindOf(part)}.")
        : WrongKind(combiner, due, result);

    public static CombinedValue NoNumbers(string combiner) => CombinedValue.Failed($"{combiner} needs numbers, and there is none in the lists.");

    public static CombinedValue TooMany(string combiner, int most) =>
        CombinedValue.Failed(string.Create(CultureInfo.InvariantCulture, $"{combiner} takes at most {most:N0} numbers, and the lists hold more."));

    public static CombinedValue NoWeight(string combiner) =>
        CombinedValue.Failed($"{combiner} has nothing to divide by: the weights of the sources that have a value add up to 0.");

    public static CombinedValue NotANumberAnyMore(string combiner) => CombinedValue.Failed($"{combiner} is beyond the largest number.");

    /// <summary>The key itself is the API's text, which goes out in values only.</summary>
    public static CombinedValue KeyTwice(SourceResult first, SourceResult second) =>
        CombinedValue.Failed($"Merge found the same key in {Named(first)} and in {Named(second)}.");

    /// <summary>By its title, as on its card, and its name, as in the configuration.</summary>
    private static string Named(SourceResult result) =>
        result.Source.Title.Equals(result.Source.Name, StringComparison.Ordinal) ? result.Source.Name : $"{result.Source.Title} ({result.Source.Name})";

    private static string KindOf(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "nothing",
    };
}
