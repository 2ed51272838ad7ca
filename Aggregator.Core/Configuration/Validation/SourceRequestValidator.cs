using System.Text.Json;
using Aggregator.Core.Configuration.Reading;

namespace Aggregator.Core.Configuration.Validation;

/// <summary>What must hold for the request of each source: its method, headers, query and body. None of these is quoted, because each may hold a key.</summary>
internal sealed class SourceRequestValidator : SourceValidator
{
    private const string ContentType = "Content-Type";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "QUERY"];

    protected override void Validate(string key, SourceOptions source, AggregatorOptions options, List<string> errors)
    {
        ValidateSecrets(new SourceTexts(key, source), options.Secrets, errors);
        ValidateMethod($"{key}:{nameof(source.Method)}", source, errors);
        ValidateHeaders($"{key}:{nameof(source.Headers)}", source, options.Secrets, errors);
        ValidateBody($"{key}:{nameof(source.Body)}", source.Body, errors);
        ValidateForwardHeaders($"{key}:{nameof(source.ForwardHeaders)}", source, errors);
    }

    private static void ValidateSecrets(SourceTexts texts, Dictionary<string, string> secrets, List<string> errors)
    {
        foreach (var (key, text) in texts.All)
        {
            foreach (var missing in SecretReferences.In(text).Where(secret => string.IsNullOrEmpty(secrets.GetValueOrDefault(secret))).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                var known = secrets.Where(secret => secret.Value.Length > 0).Select(secret => secret.Key).ToList();
                var others = known.Count == 0 ? "" : $"write one of {string.Join(", ", known)}, or ";
                errors.Add(ConfigurationError.Invalid(
                    key, $"{{secret:{missing}}}", $"there is no such secret, or it is empty; {others}add {AggregatorOptions.SectionName}:{nameof(AggregatorOptions.Secrets)}:{(missing.Length == 0 ? "name" : missing)}"));
            }
        }
    }

    private static void ValidateMethod(string key, SourceOptions source, List<string> errors)
    {
        if (source.Method is not { } method)
        {
            return;
        }

        if (!Methods.Contains(method, StringComparer.Ordinal))
        {
            errors.Add(ConfigurationError.Invalid(key, method, $"write one of {string.Join(", ", Methods)}"));
        }
        else if (method is "GET" && source.Body.IsSet)
        {
            errors.Add(ConfigurationError.Invalid(key, method, $"a GET sends no {nameof(source.Body)}; write POST, or take the body out"));
        }
    }

    private static void ValidateHeaders(string key, SourceOptions source, Dictionary<string, string> secrets, List<string> errors)
    {
        foreach (var (name, text) in source.Headers)
        {
            if (HeaderRules.WhatWouldBeRight(name) is { } remedy)
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{name}", name, remedy));
            }
            else if (!HeaderRules.IsValue(SourceTexts.WithSecrets(text, secrets)))
            {
                errors.Add(ConfigurationError.InvalidUnquoted($"{key}:{name}", "a header is of visible ASCII characters, without line breaks; encode or take out the others"));
            }
            else if (!HeaderRules.IsHeader(name, SourceTexts.WithSecrets(text, secrets)))
            {
                errors.Add(ConfigurationError.InvalidUnquoted($"{key}:{name}", HeaderRules.FormRule));
            }
            else if (name.Equals(ContentType, StringComparison.OrdinalIgnoreCase) && (!source.Body.IsSet || !IsMediaType(text)))
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{name}", text, $"write the media type of the {nameof(source.Body)}, such as text/xml, or take it out where there is no body"));
            }
            else if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && source.Auth.Type is AuthType.Basic or AuthType.Bearer or AuthType.ClientCredentials)
            {
                errors.Add(ConfigurationError.InvalidUnquoted($"{key}:{name}", $"the source's {nameof(source.Auth)} makes this header; take one of the two out"));
            }
        }
    }

    private static bool IsMediaType(string text) => System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(text, out _);

    private static void ValidateBody(string key, BodyOptions body, List<string> errors)
    {
        if (body.Kinds.Count() > 1)
        {
            errors.Add(ConfigurationError.InvalidUnquoted(key, $"it holds {string.Join(" and ", body.Kinds)}; a request has one body, so keep one of them"));
        }

        // Secrets are encoded for their place, so a harmless text stands for each here.
        if (body.Json is { } json && !IsJson(json, out _))
        {
            errors.Add(ConfigurationError.InvalidUnquoted($"{key}:{nameof(body.Json)}", "it is no JSON; write a text that holds JSON, or { … }"));
        }

        var graph = $"{key}:{nameof(body.GraphQL)}";
        if (body.GraphQL.Variables is { } variables)
        {
            if (!IsJson(variables, out var kind) || kind is not JsonValueKind.Object)
            {
                errors.Add(ConfigurationError.InvalidUnquoted($"{graph}:{nameof(body.GraphQL.Variables)}", "it is no JSON object; write { \"name\": value }"));
            }
        }

        if (body.GraphQL is { IsSet: true, Query: null or "" })
        {
            errors.Add(ConfigurationError.Missing($"{graph}:{nameof(body.GraphQL.Query)}", "write a query, such as { user { name } }"));
        }
    }

    private static void ValidateForwardHeaders(string key, SourceOptions source, List<string> errors)
    {
        foreach (var (index, name) in source.ForwardHeaders.Index())
        {
            var remedy = HeaderRules.WhatWouldBeRight(name)
                ?? (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? "it belongs to the viewer's request; take it out" : null)
                ?? (source.ForwardHeaders.Take(index).Contains(name, StringComparer.OrdinalIgnoreCase) ? "it is named twice; take one of the two out" : null)
                ?? (source.Headers.ContainsKey(name) ? "the source's Headers have it, too; take it out of one of the two" : null)
                ?? (IsMadeByAuth(name, source.Auth) ? "the source's Auth makes this header; take it out, or set Auth:Type to None" : null);
            if (remedy is not null)
            {
                errors.Add(ConfigurationError.Invalid($"{key}:{index}", name, remedy));
            }
        }
    }

    private static bool IsMadeByAuth(string name, AuthOptions auth) => auth.Type switch
    {
        AuthType.ApiKey => name.Equals(auth.Header, StringComparison.OrdinalIgnoreCase),
        AuthType.Basic or AuthType.Bearer or AuthType.ClientCredentials => name.Equals("Authorization", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool IsJson(string text, out JsonValueKind kind)
    {
        kind = default;
        try
        {
            using var document = JsonDocument.Parse(SecretReferences.Mask(text));
            kind = document.RootElement.ValueKind;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
