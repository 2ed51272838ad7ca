namespace Aggregator.Tests.Support;

/// <summary>The repository this test project stands in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>The blocks of a Markdown text that are fenced as that language.</summary>
    public static IReadOnlyList<string> Blocks(string markdown, string language) =>
        [.. markdown.Split($"```{language}\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aggregator.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not stand in the repository.");
        }

        return folder.FullName;
    }
}
