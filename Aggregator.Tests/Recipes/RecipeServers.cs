using System.Text;
using System.Text.RegularExpressions;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Recipes;

/// <summary>The APIs of a recipe, each on loopback, with the answers that the recipe shows; and the recipe's configuration, which asks them in place of the real ones.</summary>
internal sealed partial class RecipeServers : IAsyncDisposable
{
    private const string Token = """{"token_type":"Bearer","expires_in":3599,"access_token":"token-of-the-endpoint"}""";

    private readonly Dictionary<string, RawServer> _servers;
    private readonly RawServer _tokens = new() { Rest = Answer.Json(Token) };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aggregator-");

    public RecipeServers(Recipe recipe)
    {
        _servers = recipe.Answers.ToDictionary(
            answer => answer.Source,
            answer => new RawServer { Rest = Answer.Status(answer.Status, answer.Body, $"Content-Type: {answer.ContentType}") },
            StringComparer.Ordinal);
        var written = Configured.Configuration(recipe.Section);
        Configuration = new ConfigurationBuilder()
            .AddConfiguration(written)
            .AddInMemoryCollection(recipe.Secrets.Select(name => KeyValuePair.Create<string, string?>($"Aggregator:Secrets:{name}", Recipe.Secret(name))))
            .AddInMemoryCollection(written.AsEnumerable().Select(setting => KeyValuePair.Create(setting.Key, InPlaceOf(setting))))
            .Build();
    }

    public IConfiguration Configuration { get; }

    /// <summary>All requests that were made, to the token endpoint, too.</summary>
    public IEnumerable<string> Requests => _servers.Values.Append(_tokens).SelectMany(server => server.Requests);

    /// <summary>A request with its credentials of the type Basic as plain text.</summary>
    public static string Readable(string request) =>
        BasicCredentials().Replace(request, match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups["credentials"].Value)));

    /// <summary>The first request of a source.</summary>
    public string RequestOf(string source) => _servers[source].Requests[0];

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values.Append(_tokens))
        {
            await server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>A place of the configuration that leads out of this machine leads to a server of ours.</summary>
    private string? InPlaceOf(KeyValuePair<string, string?> setting) => setting.Key.Split(':') switch
    {
        ["Aggregator", "Sources", var source, "Url"] => At(_servers[source], setting.Value!),
        [.., "TokenUrl"] => At(_tokens, setting.Value!),
        [.., "CaCertificate"] => AnyAuthority(),
        _ => setting.Value,
    };

    private static string At(RawServer server, string url)
    {
        Assert.StartsWith("https://", url, StringComparison.Ordinal);
        return server.Url + url.Split('/', 4)[3];
    }

    private string AnyAuthority()
    {
        using var certificates = new Certificates();
        var file = Path.Combine(_folder.FullName, "authority.pem");
        File.WriteAllText(file, certificates.AuthorityPem);
        return file;
    }

    [GeneratedRegex("(?<=Authorization: Basic )(?<credentials>[A-Za-z0-9+/=]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BasicCredentials();
}
