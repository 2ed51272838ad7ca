using Aggregator.Core.Configuration;

namespace Aggregator.Tests.Support;

/// <summary>
/// Wrong configurations with all that is said about them, from a text file that people read and approve. Each begins with <c># its name</c>,
/// then comes the section <c>Aggregator</c>, then <c>---</c>, then one line for each error; <c>{SourceOptions}</c> in it stands for all keys of a source.
/// </summary>
/// <param name="Section">The section <c>Aggregator</c>, in JSON.</param>
/// <param name="Errors">The approved errors, whole and in order.</param>
internal sealed record WrongConfiguration(string Section, IReadOnlyList<string> Errors)
{
    private const string Heading = "# ";

    public static TheoryData<string> NamesIn(string file) => [.. Lines(file).Where(IsHeading).Select(line => line[Heading.Length..])];

    public static WrongConfiguration Find(string file, string name)
    {
        var lines = Lines(file).SkipWhile(line => !line.Equals(Heading + name, StringComparison.Ordinal)).Skip(1).TakeWhile(line => !IsHeading(line)).ToList();
        var line = lines.IndexOf("---");
        return new WrongConfiguration(string.Join('\n', lines[..line]), [.. lines[(line + 1)..].FindAll(text => text.Length > 0).Select(WithKeys)]);
    }

    private static string WithKeys(string error) =>
        new[] { typeof(AggregatorOptions), typeof(SourceOptions), typeof(BoardOptions) }.Aggregate(
            error, (text, options) => text.Replace($"{{{options.Name}}}", string.Join(", ", options.GetProperties().Select(property => property.Name)), StringComparison.Ordinal));

    private static bool IsHeading(string line) => line.StartsWith(Heading, StringComparison.Ordinal);

    private static string[] Lines(string file) => Repository.Read($"Aggregator.Tests/Configuration/approved/{file}").Split('\n');
}
