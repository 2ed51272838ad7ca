using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security;
using System.Text;
using System.Text.Json;
using Aggregator.Core.Configuration;
using Aggregator.Core.Configuration.Reading;

namespace Aggregator.Core.Sources;

/// <summary>Makes of a source's options, once, what every request of the source is sent with: secrets in their places, all encoded.</summary>
/// <param name="options">The options, which were validated.</param>
/// <param name="secrets">The secrets by name.</param>
internal sealed class RequestCompiler(SourceOptions options, IReadOnlyDictionary<string, string> secrets)
{
    private const string Authorization = "Authorization";
    private const string ContentType = "Content-Type";

    public SourceRequest Request
    {
        get
        {
            var body = Body;
            return new SourceRequest(Method, Url, [.. Headers], body?.Text, body?.Type);
        }
    }

    public Version? Version => options.HttpVersion switch
    {
        null => null,
        "1.1" => HttpVersion.Version11,
        _ => HttpVersion.Version20,
    };

    public ConnectionSettings Connection => options is { Proxy: null, CaCertificate: null, Auth.Type: not AuthType.ClientCertificate }
        ? ConnectionSettings.Default
        : new ConnectionSettings(
            options.Proxy is { } proxy ? new ProxyAddress(SecretReferences.Resolve(proxy, secrets, ProxyAddress.Encode)) : null,
            options.CaCertificate is { } path ? CertificateFiles.Authorities(path) : null,
            options.Auth.Type is AuthType.ClientCertificate ? CertificateFiles.Client(options.Auth, Resolve(options.Auth.Password)) : null);

    /// <summary>The method that is written, or the one that a source with or without a body has.</summary>
    public static string MethodOf(SourceOptions options) => options.Method ?? (options.Body.IsSet ? "POST" : "GET");

    /// <summary>Where tokens come from: reached like the source itself, and asked twice if need be, as long as any of the calls that need the token has time.</summary>
    /// <param name="name">The source's name.</param>
    public TokenEndpoint? TokenEndpoint(string name)
    {
        if (options.Auth is not { Type: AuthType.ClientCredentials } auth)
        {
            return null;
        }

        var call = new SourceOptions
        {
            Url = auth.TokenUrl,
            Format = AnswerFormat.Json,
            Timeout = SourceOptions.LongestTimeout,
            ConnectTimeout = options.ConnectTimeout,
            Attempts = 2,
            Proxy = options.Proxy,
            CaCertificate = options.CaCertificate,
        };
        call.Body.Form["grant_type"] = "client_credentials";
        Add(call.Body.Form, "scope", auth.Scope);
        if (auth.SecretIn is ClientSecretPlace.Body)
        {
            Add(call.Body.Form, "client_id", auth.ClientId);
            Add(call.Body.Form, "client_secret", auth.ClientSecret);
        }
        else
        {
            // Encoded as in a form before they are joined (RFC 6749, 2.3.1).
            call.Headers[Authorization] = Basic(WebUtility.UrlEncode(Resolve(auth.ClientId)), WebUtility.UrlEncode(Resolve(auth.ClientSecret)));
        }

        foreach (var (parameter, value) in auth.Parameters)
        {
            call.Body.Form[parameter] = value;
        }

        return new TokenEndpoint(Source.Compile($"{name} (token)", call, secrets, []));
    }

    private HttpMethod Method => new(MethodOf(options));

    /// <summary>With its parameters, all encoded, and without the fragment, which is never sent.</summary>
    private Template Url
    {
        get
        {
            var address = options.Url!.Split('#')[0];
            var separator = !address.Contains('?', StringComparison.Ordinal) ? "?" : address[^1] is '?' or '&' ? "" : "&";
            var path = address.Split('?')[0];
            var url = new TemplateBuilder(secrets).Text(path, Uri.EscapeDataString, InPath).Text(address[path.Length..], Uri.EscapeDataString);
            foreach (var (name, value) in Query)
            {
                url.Literal($"{separator}{Uri.EscapeDataString(name)}=").Encoded(value, Uri.EscapeDataString);
                separator = "&";
            }

            return url.Build();
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Query => options.Auth is { Type: AuthType.ApiKey, Query: { } name, Value: { } value }
        ? options.Query.Append(KeyValuePair.Create(name, value))
        : options.Query;

    private IEnumerable<(string Name, Template Value)> Headers =>
        options.Headers.Where(header => !IsContentType(header.Key))
            .Select(header => (header.Key, new TemplateBuilder(secrets).Text(header.Value).Build()))
            .Concat(Credentials is { } credentials ? [credentials] : []);

    /// <summary>The header that shows who asks; null where it is none, or differs from call to call.</summary>
    private (string Name, Template Value)? Credentials => options.Auth switch
    {
        { Type: AuthType.ApiKey, Header: { } header } auth => (header, new TemplateBuilder(secrets).Text(auth.Value!).Build()),
        { Type: AuthType.Basic } auth => (Authorization, new TemplateBuilder(secrets).Literal(Basic(Resolve(auth.UserName), Resolve(auth.Password))).Build()),
        { Type: AuthType.Bearer } auth => (Authorization, new TemplateBuilder(secrets).Literal("Bearer ").Text(auth.Token!).Build()),
        _ => null,
    };

    private (Template Text, MediaTypeHeaderValue Type)? Body => options.Body switch
    {
        { Json: { } json } => (new TemplateBuilder(secrets).Text(json, InJson).Build(), ContentTypeOr(MediaTypeNames.Application.Json)),
        { Form.Count: > 0 } body => (Form(body.Form), ContentTypeOr(MediaTypeNames.Application.FormUrlEncoded)),
        { Text: { } text } => (new TemplateBuilder(secrets).Text(text, InText).Build(), ContentTypeOr("text/plain; charset=utf-8")),
        { GraphQL.Query: { } query } body => (GraphQL(query, body.GraphQL.Variables), ContentTypeOr(MediaTypeNames.Application.Json)),
        _ => null,
    };

    private MediaTypeHeaderValue ContentTypeOr(string usual) =>
        MediaTypeHeaderValue.Parse(options.Headers.FirstOrDefault(header => IsContentType(header.Key)).Value ?? usual);

    private Template Form(Dictionary<string, string> fields)
    {
        var form = new TemplateBuilder(secrets);
        foreach (var (i, (name, value)) in fields.Index())
        {
            form.Literal($"{(i == 0 ? "" : "&")}{WebUtility.UrlEncode(name)}=").Encoded(value, text => WebUtility.UrlEncode(text));
        }

        return form.Build();
    }

    private Template GraphQL(string query, string? variables)
    {
        var body = new TemplateBuilder(secrets).Literal($"{{\"query\":\"{InJson(Resolve(query))}\"");
        if (variables is not null)
        {
            body.Literal(",\"variables\":").Text(variables, InJson);
        }

        return body.Literal("}").Build();
    }

    private string Resolve(string? text) => SecretReferences.Resolve(text ?? "", secrets);

    /// <summary>Many a server takes <c>..%2F</c> for <c>../</c>.</summary>
    /// <exception cref="BadPlaceException">A part of it leads elsewhere.</exception>
    private static string InPath(string text) => Parameter.LeadsElsewhere(text) ? throw new BadPlaceException() : Uri.EscapeDataString(text);

    private static string InJson(string text) => JsonEncodedText.Encode(text).ToString();

    /// <summary>Whatever the text is of those that have a syntax of their own, what fills a place stays a text in it.</summary>
    private string InText(string text) => ContentTypeOr("text/plain").MediaType switch
    {
        { } type when type.EndsWith("xml", StringComparison.OrdinalIgnoreCase) => SecurityElement.Escape(text),
        { } type when type.EndsWith("json", StringComparison.OrdinalIgnoreCase) => InJson(text),
        { } type when type.Equals(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase) => WebUtility.UrlEncode(text),
        _ => text,
    };

    /// <summary>RFC 7617; its charset, where a server names one, is UTF-8.</summary>
    private static string Basic(string user, string password) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))}";

    private static bool IsContentType(string header) => header.Equals(ContentType, StringComparison.OrdinalIgnoreCase);

    private static void Add(Dictionary<string, string> form, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            form[name] = value;
        }
    }
}
