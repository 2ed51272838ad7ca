using Aggregator.Core.Sources;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for the credentials of each source: the keys that its type needs, and no others.</summary>
internal sealed class AuthOptionsValidator : SourceValidator
{
    protected override void Validate(string key, SourceOptions source, AggregatorOptions options, List<string> errors)
    {
        key = $"{key}:{nameof(source.Auth)}";
        if (options.IsUnreadable($"{key}:{nameof(AuthOptions.Type)}"))
        {
            return;
        }

        var auth = source.Auth;
        var known = AuthKeys.Of(auth.Type);
        foreach (var surplus in AuthKeys.Written(auth).Except([.. known.Needed, .. known.Allowed], StringComparer.Ordinal))
        {
            errors.Add(ConfigurationError.InvalidUnquoted(
                $"{key}:{surplus}", auth.Type is AuthType.None ? "without a Type it has no effect; write the Type, or take it out" : $"credentials of the type {auth.Type} do not have it; take it out"));
        }

        foreach (var missing in known.Needed.Except(AuthKeys.Written(auth), StringComparer.Ordinal).Where(missing => !options.IsUnreadable($"{key}:{missing}")))
        {
            errors.Add(ConfigurationError.Missing($"{key}:{missing}", $"credentials of the type {auth.Type} need it"));
        }

        ValidateValues(key, source, options, errors);
    }

    private static void ValidateValues(string key, SourceOptions source, AggregatorOptions options, List<string> errors)
    {
        var auth = source.Auth;
        string Text(string? text) => SourceTexts.WithSecrets(text ?? "", options.Secrets);
        switch (auth.Type)
        {
            case AuthType.ApiKey:
                ValidateApiKey(key, source, Text(auth.Value), errors);
                break;
            case AuthType.Bearer when !HeaderRules.IsValue(Text(auth.Token)):
                errors.Add(ConfigurationError.InvalidUnquoted($"{key}:{nameof(auth.Token)}", "a token is of visible ASCII characters, without line breaks; write it as it was given out"));
                break;
            case AuthType.Basic when Text(auth.UserName).Contains(':', StringComparison.Ordinal):
                errors.Add(ConfigurationError.InvalidUnquoted($"{key}:{nameof(auth.UserName)}", "a user's name has no colon (RFC 7617); what follows it belongs to the Password"));
                break;
            case AuthType.ClientCredentials when auth.TokenUrl is { Length: > 0 } url && SourceUrl.WhatWouldBeRight(url, "https://login.example.com/oauth2/token") is { } remedy:
                errors.Add(ConfigurationError.Invalid($"{key}:{nameof(auth.TokenUrl)}", SourceUrl.WithoutSecrets(url), remedy));
                break;
            case AuthType.ClientCertificate when auth.Path is { Length: > 0 } path:
                ValidateClientCertificate(key, auth, path, Text(auth.Password), errors);
                break;
        }
    }

    private static void ValidateClientCertificate(string key, AuthOptions auth, string path, string password, List<string> errors)
    {
        var keyPath = string.IsNullOrEmpty(auth.KeyPath) ? null : auth.KeyPath;
        if (CertificateFiles.IsPfx(path) && keyPath is not null)
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(auth.KeyPath)}", keyPath, "a PFX file holds its private key; take this out"));
        }
        else if (keyPath is null || CertificateFile.IsThere($"{key}:{nameof(auth.KeyPath)}", keyPath, "the private key in PEM", errors))
        {
            CertificateFile.Check(
                $"{key}:{nameof(auth.Path)}", path, "a client certificate: PEM, with KeyPath where its private key is in another file, or PFX", () => CertificateFiles.Client(auth, password), errors);
        }
    }

    private static void ValidateApiKey(string key, SourceOptions source, string value, List<string> errors)
    {
        var auth = source.Auth;
        if (auth.Header is null == auth.Query is null)
        {
            errors.Add(auth.Header is null
                ? ConfigurationError.Missing($"{key}:{nameof(auth.Header)}", "write the name of the header that carries the key, such as X-Api-Key, or with Query that of a parameter")
                : ConfigurationError.Invalid($"{key}:{nameof(auth.Query)}", auth.Query, "a key is sent once, in a header or in the query; take one of the two out"));
        }

        if (auth.Query is { } parameter && source.Query.ContainsKey(parameter))
        {
            errors.Add(ConfigurationError.Invalid($"{key}:{nameof(auth.Query)}", parameter, "the source's Query has it, too; take it out of one of the two"));
        }

        if (auth.Header is { } header)
        {
            var remedy = HeaderRules.WhatWouldBeRight(header) ?? (source.Headers.ContainsKey(header) ? "the source's Headers have it, too; take it out of one of the two" : null);
            if (remedy is not null)
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{nameof(auth.Header)}", header, remedy));
            }
            else if (!HeaderRules.IsValue(value))
            {
                errors.Add(ConfigurationError.InvalidUnquoted($"{key}:{nameof(auth.Value)}", "a header is of visible ASCII characters, without line breaks; write the key as it was given out"));
            }
            else if (!HeaderRules.IsHeader(header, value))
            {
                errors.Add(ConfigurationError.InvalidUnquoted($"{key}:{nameof(auth.Value)}", HeaderRules.FormRule));
            }
        }
    }
}
