using Aggregator.Core.Combining;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Combining;

/// <summary>Count, First, Merge, Concat and None.</summary>
public sealed class StructuralCombinerTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("0", "-", "-")]
    [InlineData("2", "1", "\"x\"")]
    [InlineData("2", "-", "[]", "{}", "-")]
    public Task Count_Answers_IsHowManyThereAre(string expected, params string[] answers) => Combined.AssertValueAsync("count", expected, answers);

    [Theory]
    [InlineData("1.10", "1.10", "2")]
    [InlineData("\"x\"", "-", "\"x\"", "2")]
    [InlineData("""{ "a": [ 1e400 ] }""", "-", "-", """{ "a": [ 1e400 ] }""")]
    [InlineData("false", "false", "true")]
    public Task First_Answers_IsTheFirstOfTheBoardAsItCame(string expected, params string[] answers) => Combined.AssertValueAsync("first", expected, answers);

    [Theory]
    [InlineData("""{"a":1.10,"b":[2]}""", """{ "a": 1.10 }""", """{ "b": [2] }""")]
    [InlineData("""{"b":2,"a":1}""", """{ "b": 2 }""", """{ "a": 1 }""")]
    [InlineData("""{"a":1,"A":2}""", """{ "a": 1 }""", """{ "A": 2 }""")]
    [InlineData("""{"a":null,"":1e400}""", """{ "a": null }""", "-", """{ "": 1e400 }""")]
    [InlineData("{}", "{}", "{}")]
    public Task Merge_Objects_IsOneObjectInTheBoardsOrder(string expected, params string[] answers) => Combined.AssertValueAsync("merge", expected, answers);

    [Theory]
    [InlineData("""{ "same-key": 1 }""", """{ "same-key": 2 }""")]
    [InlineData("""{ "same-key": 1 }""", """{ "b": 2, "same-key": 1 }""")]
    [InlineData("""{ "same-key": 1 }""", """{ "s\u0061me-key": 1 }""")]
    [InlineData("""{ "same-key": null }""", """{ "same-key": null }""")]
    public async Task Merge_SameKeyTwice_NamesBothSourcesAndNeverTheKey(string first, string second)
    {
        await Combined.AssertReasonAsync("merge", "Merge found the same key in api-a and in api-b.", first, second);
        await Combined.AssertReasonAsync("merge", "Merge found the same key in api-b and in api-d.", "-", first, """{ "c": 1 }""", second);
    }

    [Theory]
    [InlineData("[1.10,\"x\",null]", "[ 1.10 ]", "[ \"x\", null ]")]
    [InlineData("[2,1,1]", "[ 2 ]", "[ 1, 1 ]")]
    [InlineData("[[1],{\"a\":1}]", "[ [1] ]", "-", "[ {\"a\":1} ]")]
    [InlineData("[]", "[]", "[]")]
    public Task Concat_Lists_IsOneListInTheBoardsOrder(string expected, params string[] answers) => Combined.AssertValueAsync("concat", expected, answers);

    [Theory]
    [InlineData("merge", "Merge needs objects, and api-b answered with a list.", "{}", "[]")]
    [InlineData("merge", "Merge needs objects, and api-a answered with a number.", "1", "{}")]
    [InlineData("merge", "Merge needs objects, and api-c answered with text.", "{}", "-", "\"{}\"")]
    [InlineData("concat", "Concat needs lists, and api-b answered with an object.", "[]", "{}")]
    [InlineData("concat", "Concat needs lists, and api-a answered with true or false.", "true")]
    [InlineData("concat", "Concat needs lists, and api-b answered with a number.", "-", "1")]
    public Task Combine_OtherKind_NamesTheCombinerTheSourceAndTheKind(string combiner, string expected, params string[] answers) =>
        Combined.AssertReasonAsync(combiner, expected, answers);

    [Theory]
    [InlineData("first")]
    [InlineData("merge")]
    [InlineData("concat")]
    public async Task Combine_NoSourceAnswered_SaysSo(string combiner)
    {
        await Combined.AssertReasonAsync(combiner, "No source has a value to combine.");
        await Combined.AssertReasonAsync(combiner, "No source has a value to combine.", "-", "-");
    }

    [Theory]
    [InlineData]
    [InlineData("-")]
    [InlineData("1", "\"x\"")]
    public async Task None_Anything_IsNeitherValueNorReason(params string[] answers) =>
        Assert.Equal(CombinedValue.None, await Combined.ByAsync("none", answers));
}
