using System.Text;
using System.Text.RegularExpressions;
using Aggregator.Core;
using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Aggregator.Web.Embedding;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests;

/// <summary>What the documentation shows is true.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Readme_SampleConfiguration_IsABoard()
    {
        var sample = Assert.Single(Repository.Blocks(Repository.Read("README.md"), "jsonc"));
        var board = Load("{" + sample + "}").Find("default");

        Assert.Equal("Orders today", board?.Title);
        Assert.Equal(["shop", "phone"], board?.Sources.Select(source => source.Name));
        Assert.Equal("sum", board?.Combine);
    }

    [Fact]
    public void Readme_Commands_AreTheTwoThatTheMissionNames() =>
        Assert.Equal(["dotnet run --project Aggregator.Web\n", "dotnet test\n"], Repository.Blocks(Repository.Read("README.md"), "sh"));

    [Fact]
    public void EmptyPage_SampleConfiguration_IsABoard()
    {
        var view = Repository.Read("Aggregator.Web/Views/Board/Boards.cshtml");
        var sample = view[(view.IndexOf("<code>\"", StringComparison.Ordinal) + "<code>".Length)..view.IndexOf("</code></pre>", StringComparison.Ordinal)];
        Assert.Equal("Weather", Assert.Single(Load("{" + sample + "}").Boards[0].Sources).Title);
    }

    [Fact]
    public void ConfigurationDocument_Keys_AreExactlyThoseThereAre()
    {
        var documented = FirstColumn(Repository.Read("docs/configuration.md").Split("| `Combine` | needs |")[0]);
        var existing = Keys(typeof(SourceOptions), typeof(BodyOptions))
            .Concat(Enum.GetNames<AuthType>().Except([nameof(AuthType.None)], StringComparer.Ordinal))
            .Concat(Keys(typeof(DisplayOptions), typeof(CircuitBreakerOptions), typeof(HedgeOptions), typeof(BoardOptions)));
        Assert.Equal(existing, documented);
    }

    [Fact]
    public void ConfigurationDocument_Auth_NamesEveryKey()
    {
        var section = Repository.Read("docs/configuration.md").Split("### `Auth`\n")[1].Split("\n### ")[0];
        Assert.All(Keys(typeof(AuthOptions)), key => Assert.Contains($"`{key}`", section, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(AccessOptions), 4)]
    [InlineData(typeof(DemoOptions), 1)]
    [InlineData(typeof(EmbeddingOptions), 2)]
    [InlineData(typeof(HostingOptions), 6)]
    public void ConfigurationDocument_KeysOfASection_AreExactlyThoseThereAre(Type options, int own)
    {
        var section = Repository.Read("docs/configuration.md").Split($"## `{options.Name[..^"Options".Length]}`\n")[1].Split("\n## ")[0];
        Assert.Equal(options.GetProperties().Take(own).Select(property => property.Name), FirstColumn(section).Take(own));
    }

    [Fact]
    public void ConfigurationDocument_KeysOfAClient_AreExactlyThoseThereAre()
    {
        var section = Repository.Read("docs/configuration.md").Split("### `Clients:{name}`\n")[1].Split("\n## ")[0];
        Assert.Equal(typeof(AccessClientOptions).GetProperties().Select(property => property.Name), FirstColumn(section));
    }

    [Fact]
    public void ConfigurationDocument_SampleWithPlaces_IsABoard()
    {
        var section = Repository.Read("docs/configuration.md").Split("### Places that are filled for each call\n")[1].Split("\n### ")[0];

        var board = Load("{" + Assert.Single(Repository.Blocks(section, "jsonc")) + "}").Find("default");

        Assert.Equal(["", "login", "orders"], board?.Sources.Select(source => string.Join(',', source.DependsOn)));
        Assert.Equal("north", Assert.Single(board!.Parameters).Default);
    }

    [Fact]
    public void AccessDocument_Samples_AreValid()
    {
        var samples = Repository.Blocks(Repository.Read("docs/access.md"), "jsonc");
        Assert.Equal(3, samples.Count);
        Assert.All(samples, sample => Assert.NotEmpty(Load("{" + sample.Replace("sha256:…", $"sha256:{new string('0', 64)}", StringComparison.Ordinal) + "}").Revision));
    }

    [Fact]
    public void ApiDocument_Reasons_AreExactlyThoseThereAre() =>
        Assert.Equal(Enum.GetValues<Reason>().Select(reason => reason.Code()), FirstColumn(Repository.Read("docs/api.md").Split("## Reasons")[1]));

    [Fact]
    public void CombinerDocument_Samples_AreThoseThatAreCompiledAndTested()
    {
        var samples = Repository.Blocks(Repository.Read("docs/combiners.md"), "csharp");
        Assert.Equal(Repository.Read("Aggregator.Tests/Combining/SpreadCombiner.cs"), samples[0]);
        Assert.Equal(Repository.Read("Aggregator.Tests/Combining/BuyersOnlyCombiner.cs"), samples[2]);
    }

    [Fact]
    public void EmbeddingDocument_Samples_AreWhatThePageGives()
    {
        var document = Repository.Read("docs/embedding.md");
        var snippet = new FrameSnippet("https://board.example.com/embed/default", "Two APIs", 876) { Origin = "https://board.example.com" };

        Assert.Equal($"{snippet}\n", Assert.Single(Repository.Blocks(document, "html")));
        Assert.Equal($"{snippet.HeightListener}\n".ReplaceLineEndings("\n"), Assert.Single(Repository.Blocks(document, "js")));
        var section = Assert.Single(Repository.Blocks(document, "jsonc"))["\"Aggregator\": ".Length..];
        Assert.Equal(["https://portal.example.com", "https://*.example.org:8443"], Configured.Options(section).Embedding.AllowedAncestors);
    }

    private static IEnumerable<string> Keys(params Type[] options) => options.SelectMany(type => type.GetProperties().Select(property => property.Name));

    private static IEnumerable<string> FirstColumn(string markdown) => TableRow().Matches(markdown).Select(row => row.Groups["key"].Value);

    private static ConfigurationInForce Load(string json)
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        return new ServiceCollection().AddLogging().AddAggregator(configuration).BuildServiceProvider().GetRequiredService<BoardCatalog>().Current;
    }

    [GeneratedRegex(@"^\| `(?<key>[\w-]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableRow();
}
