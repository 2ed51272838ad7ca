using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aggregator.Core.Configuration;

namespace Aggregator.Web.Commands;

/// <summary>A source as it was written on the command line.</summary>
/// <param name="Url">What to call.</param>
/// <param name="Select">What to select; null for the whole answer.</param>
/// <param name="Format">What the answer is written in; null for what it says of itself.</param>
/// <param name="Headers">Headers, each <c>Name: value</c>.</param>
/// <param name="Json">A body of JSON; null for none.</param>
internal sealed record TriedSource(string Url, string? Select, string? Format, IReadOnlyList<string> Headers, string? Json)
{
    /// <summary>Headers that never hold a secret.</summary>
    private static readonly string[] Harmless = ["Accept", "Accept-Language", "Content-Type", "User-Agent", "X-Requested-With"];

    /// <summary>Parts of the names of parameters that may hold a secret; names such as <c>city</c> say what an API is asked.</summary>
    private static readonly string[] Secretive = ["key", "token", "secret", "pass", "pwd", "auth", "sig", "credential", "session", "code", "appid", "jwt", "hash", "hmac"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A name for the source: the part of its host that says most.</summary>
    public string Name
    {
        get
        {
            var parts = Uri.TryCreate(Url, UriKind.Absolute, out var uri) && uri.HostNameType is UriHostNameType.Dns ? uri.IdnHost.Split('.', StringSplitOptions.RemoveEmptyEntries) : [];
            return parts.Where(part => part is not ("api" or "www") && char.IsAsciiLetter(part[0])).FirstOrDefault("source");
        }
    }

    public IEnumerable<KeyValuePair<string, string?>> ToConfiguration()
    {
        var key = $"{AggregatorOptions.SectionName}:{nameof(AggregatorOptions.Sources)}:{Name}";
        yield return new($"{key}:{nameof(SourceOptions.Url)}", Url);
        yield return new($"{key}:{nameof(SourceOptions.Select)}", Select);
        yield return new($"{key}:{nameof(SourceOptions.Format)}", Format);
        yield return new($"{key}:{nameof(SourceOptions.Body)}:{nameof(BodyOptions.Json)}", Json);
        foreach (var (name, value) in SplitHeaders())
        {
            yield return new($"{key}:{nameof(SourceOptions.Headers)}:{name}", value);
        }
    }

    /// <summary>The secrets that what is pasted names, and that have to be set.</summary>
    public IEnumerable<string> OwnSecrets =>
        SplitHeaders().Where(header => !MayStandInAFile(header)).Select(header => header.Name)
            .Concat(SplitUrl().Parameters.Select(FindSecretive).OfType<string>())
            .Select(SecretOf)
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The section to paste. The text of a header, or of a parameter that is called like a key, may be a secret and then has no place in a file.</summary>
    /// <param name="select">The selector.</param>
    public string ToPaste(string? select)
    {
        var source = new JsonObject { [nameof(SourceOptions.Url)] = UrlToPaste() };
        var headers = new JsonObject(SplitHeaders().Select(header => KeyValuePair.Create(
            header.Name, (JsonNode?)(MayStandInAFile(header) ? header.Value : $"{{secret:{SecretOf(header.Name)}}}"))));
        if (headers.Count > 0)
        {
            source[nameof(SourceOptions.Headers)] = headers;
        }

        if (Json is not null)
        {
            source[nameof(SourceOptions.Body)] = new JsonObject { [nameof(BodyOptions.Json)] = Json };
        }

        Add(source, nameof(SourceOptions.Format), Format);
        Add(source, nameof(SourceOptions.Select), select);
        var section = new JsonObject { [nameof(AggregatorOptions.Sources)] = new JsonObject { [Name] = source } };
        return new JsonObject { [AggregatorOptions.SectionName] = section }.ToJsonString(Indented);
    }

    private IEnumerable<(string Name, string Value)> SplitHeaders() =>
        Headers.Select(header => header.Split(':', 2)).Select(parts => (parts[0].Trim(), parts.ElementAtOrDefault(1)?.Trim() ?? ""));

    /// <summary>The address with the name of a secret for each parameter that may hold one; all else is as it was written.</summary>
    private string UrlToPaste()
    {
        var (before, parameters, after) = SplitUrl();
        return before + string.Join('&', parameters.Select(parameter => FindSecretive(parameter) is { } name ? $"{name}={{secret:{SecretOf(name)}}}" : parameter)) + after;
    }

    /// <summary>The address up to its parameters, those, and the rest.</summary>
    private (string Before, string[] Parameters, string After) SplitUrl()
    {
        var end = Url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment ? fragment : Url.Length;
        var query = Url.IndexOf('?', 0, end) + 1;
        return query == 0 ? (Url, [], "") : (Url[..query], Url[query..end].Split('&'), Url[end..]);
    }

    /// <summary>The name of a parameter whose value may be a secret; null where it is none.</summary>
    private static string? FindSecretive(string parameter) =>
        parameter.Split('=', 2) is [var name, { Length: > 0 } value]
        && !value.Contains("{secret:", StringComparison.OrdinalIgnoreCase)
        && Array.Exists(Secretive, word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) ? name : null;

    /// <summary>A name that can be part of an environment variable's.</summary>
    private string SecretOf(string header) => string.Concat($"{Name}{header}".Where(char.IsAsciiLetterOrDigit));

    private static bool MayStandInAFile((string Name, string Value) header) =>
        Harmless.Contains(header.Name, StringComparer.OrdinalIgnoreCase) || header.Value.Contains("{secret:", StringComparison.OrdinalIgnoreCase);

    private static void Add(JsonObject target, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            target[key] = value;
        }
    }
}
