using System.Text.RegularExpressions;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Recipes;

/// <summary>One file of docs/recipes.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Section">Its section <c>Aggregator</c>, in JSON.</param>
/// <param name="Answers">The answers that it shows.</param>
/// <param name="Result">What it says the board's result is; null where there is none.</param>
internal sealed partial record Recipe(string Text, string Section, IReadOnlyList<RecipeAnswer> Answers, string? Result)
{
    private const string Folder = "docs/recipes";
    private const string Index = "README";

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, Folder), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name is not Index).Order(StringComparer.Ordinal)];

    public static string IndexText => Repository.Read($"{Folder}/{Index}.md");

    /// <summary>The names of the secrets that its configuration refers to.</summary>
    public IEnumerable<string> Secrets => SecretReference().Matches(Section).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    /// <summary>What stands for a secret.</summary>
    public static string Secret(string name) => $"the.secret.{name}";

    /// <summary>A text with what stands for its secrets; nothing in it is encoded.</summary>
    public static string WithSecrets(string text) => Uri.UnescapeDataString(SecretReference().Replace(text, match => Secret(match.Groups["name"].Value)));

    public static Recipe Read(string name)
    {
        var text = Repository.Read($"{Folder}/{name}.md");
        return new Recipe(
            text,
            Assert.Single(Repository.Blocks(text, "jsonc"))["\"Aggregator\": ".Length..],
            [.. DocumentedAnswer().Matches(text).Select(RecipeAnswer.From)],
            DocumentedResult().Match(text) is { Success: true } result ? result.Groups["shown"].Value : null);
    }

    [GeneratedRegex(@"\{secret:(?<name>[\w-]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretReference();

    [GeneratedRegex(
        """
        ^`(?<source>[\w-]+)` asks `(?<request>[^`]+)`(, answered with (?<status>\d{3}))?:

        ```(?<language>\w+) answer:\k<source>
        (?<body>[^`]*)```

        Its card shows `(?<shown>[^`]+)`(, (?<level>ok|warning|critical))?\.?$
        """,
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex DocumentedAnswer();

    [GeneratedRegex(@"^The result is `(?<shown>[^`]+)`\.$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DocumentedResult();
}
