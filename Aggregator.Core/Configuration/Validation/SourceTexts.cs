using Aggregator.Core.Configuration.Reading;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>The texts of a source that may name secrets, each with its key.</summary>
/// <param name="key">The source's key.</param>
/// <param name="source">The source.</param>
internal sealed class SourceTexts(string key, SourceOptions source)
{
    public IEnumerable<(string Key, string? Text)> All =>
    [
        ($"{key}:{nameof(source.Url)}", source.Url),
        .. In(nameof(source.Headers), source.Headers),
        .. In(nameof(source.Query), source.Query),
        .. OfBody,
        .. OfAuth,
        ($"{key}:{nameof(source.Proxy)}", source.Proxy),
    ];

    private IEnumerable<(string Key, string? Text)> OfBody
    {
        get
        {
            var body = nameof(source.Body);
            return
            [
                ($"{key}:{body}:{nameof(source.Body.Json)}", source.Body.Json),
                .. In($"{body}:{nameof(source.Body.Form)}", source.Body.Form),
                ($"{key}:{body}:{nameof(source.Body.Text)}", source.Body.Text),
                ($"{key}:{body}:{nameof(source.Body.GraphQL)}:{nameof(GraphQLOptions.Query)}", source.Body.GraphQL.Query),
                ($"{key}:{body}:{nameof(source.Body.GraphQL)}:{nameof(GraphQLOptions.Variables)}", source.Body.GraphQL.Variables),
            ];
        }
    }

    private IEnumerable<(string Key, string? Text)> OfAuth
    {
        get
        {
            var auth = $"{key}:{nameof(source.Auth)}";
            return
            [
                ($"{auth}:{nameof(AuthOptions.Value)}", source.Auth.Value),
                ($"{auth}:{nameof(AuthOptions.UserName)}", source.Auth.UserName),
                ($"{auth}:{nameof(AuthOptions.Password)}", source.Auth.Password),
                ($"{auth}:{nameof(AuthOptions.Token)}", source.Auth.Token),
                ($"{auth}:{nameof(AuthOptions.TokenUrl)}", source.Auth.TokenUrl),
                ($"{auth}:{nameof(AuthOptions.ClientId)}", source.Auth.ClientId),
                ($"{auth}:{nameof(AuthOptions.ClientSecret)}", source.Auth.ClientSecret),
                ($"{auth}:{nameof(AuthOptions.Scope)}", source.Auth.Scope),
                .. In($"{nameof(source.Auth)}:{nameof(AuthOptions.Parameters)}", source.Auth.Parameters),
            ];
        }
    }

    /// <summary>The text with those secrets in it that there are; the others are an error of their own.</summary>
    public static string WithSecrets(string text, IReadOnlyDictionary<string, string> secrets, Func<string, string>? encode = null) =>
        SecretReferences.In(text).All(secrets.ContainsKey) ? SecretReferences.Resolve(text, secrets, encode) : SecretReferences.Mask(text);

    private IEnumerable<(string Key, string? Text)> In(string group, Dictionary<string, string> texts) =>
        texts.Select(pair => ($"{key}:{group}:{pair.Key}", (string?)pair.Value));
}
