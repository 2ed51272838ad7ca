using System.Text.Json;
using System.Text.RegularExpressions;
using Aggregator.Core.Configuration.Reading;
using Aggregator.Core.Configuration.Validation;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Configuration.Reading;

public sealed class ConfigurationSchemaTests
{
    private const string File = "Aggregator.Web/aggregator.schema.json";

    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonElement Schema = TestData.Json(ConfigurationSchema.Create());

    public static TheoryData<string> Documents =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md")).Order(StringComparer.Ordinal).Select(path => Path.GetFileName(path)!)];

    [Fact]
    public void Create_Now_IsWhatTheFileHolds() =>
        Assert.True(
            ConfigurationSchema.Create().Equals(Repository.Read(File), StringComparison.Ordinal),
            $"The schema is not current. Run: dotnet run --no-launch-profile --project Aggregator.Web -- schema > {File}");

    [Fact]
    public void Create_EveryKey_IsDescribed()
    {
        var keys = Schema.GetProperty("definitions").EnumerateObject().SelectMany(group => group.Value.GetProperty("properties").EnumerateObject()).ToList();
        Assert.InRange(keys.Count, 40, int.MaxValue);
        Assert.All(keys, key => Assert.Matches(@"^\S.*\.$", key.Value.GetProperty("description").GetString()));
    }

    [Fact]
    public void Create_Key_SaysWhatItIsAndItsDefault()
    {
        var limit = Schema.GetProperty("definitions").GetProperty("Source").GetProperty("properties").GetProperty("MaxConcurrency");
        Assert.Equal("How many calls of the source may be under way at once; the rest wait, as long as they have time. Default: 256; at least 1.", limit.GetProperty("description").GetString());
        Assert.Equal(256, limit.GetProperty("default").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Accepts_SamplesOfTheDocumentation(string document)
    {
        var text = Repository.Read(document is "README.md" ? document : $"docs/{document}");
        foreach (var sample in Repository.Blocks(text, "jsonc").Concat(Repository.Blocks(text, "json")).Where(block => block.TrimStart().StartsWith("\"Aggregator\"", StringComparison.Ordinal)))
        {
            Assert.Empty(Errors($"{{{sample}}}"));
        }
    }

    [Fact]
    public void Samples_OfTheDocumentation_AreFound() =>
        Assert.InRange(Documents.Sum(row => Repository.Read(row.Data is "README.md" ? "README.md" : $"docs/{row.Data}").Split("\n\"Aggregator\": ").Length - 1), 5, int.MaxValue);

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("appsettings.Development.json")]
    [InlineData("demo.json")]
    public void Accepts_FilesOfTheApplication_WhichNameIt(string file)
    {
        var json = Repository.Read($"Aggregator.Web/{file}");
        Assert.Empty(Errors(json));
        Assert.Equal("./aggregator.schema.json", TestData.Json(json).GetProperty("$schema").GetString());
    }

    [Theory]
    [InlineData("""{ "Sources": { "a": { "Attempts": "2", "Timeout": null, "Required": "True", "Display": { "Scale": "1e-3", "Unit": "kW" } } } }""")]
    [InlineData("""{ "Sources": { "a": { "CircuitBreaker": { "FailureRatio": 1, "BreakDuration": "0:0:1.5" } } } }""")]
    [InlineData("""{ "Sources": { "a": { "Title": 2026, "HttpVersion": 2, "Query": { "limit": 10 }, "AcceptStatus": [ 404 ] } } }""")]
    [InlineData("""{ "Boards": { "b": { "Sources": [ "a" ], "Weights": { "a": 0.5, "b": "2" }, "Critical": "1e3" } } }""")]
    [InlineData("""{ "Demo": { "Enabled": true, "Sources": {} }, "Access": { "Mode": "ApiKeys", "Clients": { "wiki": { "Groups": [ "x" ] } } } }""")]
    public void Accepts_WhatTheApplicationReads(string section) => Assert.Empty(Errors($$"""{ "Aggregator": {{section}}, "Logging": { "Any": "thing" } }"""));

    [Theory]
    [InlineData("""{ "Sourcse": {} }""", "/Aggregator additionalProperties")]
    [InlineData("""{ "Sources": { "a": { "Colour": "red" } } }""", "/Aggregator/Sources/a additionalProperties")]
    [InlineData("""{ "Sources": { "a": { "Display": { "Warnings": 1 } } } }""", "/Aggregator/Sources/a/Display additionalProperties")]
    [InlineData("""{ "Sources": { "two words": {} } }""", "/Aggregator/Sources propertyNames")]
    [InlineData("""{ "Sources": { "a": "http://a.test/" } }""", "/Aggregator/Sources/a type")]
    [InlineData("""{ "Sources": { "a": { "Timeout": "5" } } }""", "/Aggregator/Sources/a/Timeout pattern")]
    [InlineData("""{ "Sources": { "a": { "Timeout": 5 } } }""", "/Aggregator/Sources/a/Timeout type")]
    [InlineData("""{ "Sources": { "a": { "Attempts": 1.5 } } }""", "/Aggregator/Sources/a/Attempts type")]
    [InlineData("""{ "Sources": { "a": { "Attempts": "two" } } }""", "/Aggregator/Sources/a/Attempts pattern")]
    [InlineData("""{ "Sources": { "a": { "Required": "yes" } } }""", "/Aggregator/Sources/a/Required pattern")]
    [InlineData("""{ "Access": { "Mode": "Password" } }""", "/Aggregator/Access/Mode enum")]
    [InlineData("""{ "Boards": { "b": { "Sources": "a" } } }""", "/Aggregator/Boards/b/Sources type")]
    [InlineData("""{ "Boards": { "b": { "Weights": { "a": "much" } } } }""", "/Aggregator/Boards/b/Weights/a pattern")]
    [InlineData("""{ "Boards": { "b": { "Sources": [ "" ] } } }""", "/Aggregator/Boards/b/Sources/0 minLength")]
    public void Rejects_Mistake(string section, string error) => Assert.Contains(error, Errors($$"""{ "Aggregator": {{section}} }"""));

    [Theory]
    [InlineData(typeof(TimeSpan), "00:00:05", "1.00:00:00", "0:0:0.25", "5", "00:30", "2s", "00:00:60", "25:00:00:00", "")]
    [InlineData(typeof(bool), "true", "False", "TRUE", "yes", "1", "")]
    [InlineData(typeof(int), "5", "-5", "+5", "0x3", "1.5", "&h3", "two", "")]
    [InlineData(typeof(decimal), "0.5", "-.5", "1e-3", "5.", "0,5", "50%", "half", "")]
    public void Pattern_Text_IsTakenWhereTheApplicationReadsIt(Type type, params string[] texts)
    {
        var pattern = OptionsValue.Schema(type, null)["pattern"]!.GetValue<string>();
        Assert.All(texts, text => Assert.Equal(OptionsValue.TryConvert(text, type, out _), Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1))));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("API_a-1")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789012345")]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("two words")]
    [InlineData("ä")]
    public void Pattern_Name_SaysWhatTheRuleSays(string name) =>
        Assert.Equal(Names.IsValid(name), Regex.IsMatch(name, Names.Pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)));

    private static IReadOnlyList<string> Errors(string json)
    {
        using var document = JsonDocument.Parse(json, WithComments);
        return SchemaCheck.Errors(Schema, document.RootElement);
    }
}
