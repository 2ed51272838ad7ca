using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aggregator.Core.Configuration;

namespace Aggregator.Core.Sources;

/// <summary>Makes of a source's options, once, what every request of the source is sent with: secrets in their places, all encoded.</summary>
/// <param name="options">The options, which were validated.</param>
/// <param name="secrets">The secrets by name.</param>
internal sealed class RequestCompiler(SourceOptions options, IReadOnlyDictionary<string, string> secrets)
{
    private const string Authorization = "Authorization";
    private const string ContentType = "Content-Type";

    public Uri Url => SourceUrl.Compile(options.Url!, Query, secrets);

    public HttpMethod Method => new(options.Method ?? (options.Body.IsSet ? "POST" : "GET"));

    public IEnumerable<KeyValuePair<string, string>> Headers =>
        options.Headers.Where(header => !IsContentType(header.Key))
            .Select(header => KeyValuePair.Create(header.Key, Resolve(header.Value)))
            .Concat(Credentials is { } credentials ? [credentials] : []);

    public RequestBody? Body => options.Body switch
    {
        { Json: { } json } => Content(Encoding.UTF8.GetBytes(SecretReferences.Resolve(json, secrets, InJson)), MediaTypeNames.Application.Json),
        { Form.Count: > 0 } body => Content(Form(body.Form), MediaTypeNames.Application.FormUrlEncoded),
        { Text: { } text } => Content(Encoding.UTF8.GetBytes(Resolve(text)), "text/plain; charset=utf-8"),
        { GraphQL.Query: { } query } body => Content(GraphQL(query, body.GraphQL.Variables), MediaTypeNames.Application.Json),
        _ => null,
    };

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

        return new TokenEndpoint(Source.Compile($"{name} (token)", call, secrets));
    }

    private IEnumerable<KeyValuePair<string, string>> Query => options.Auth is { Type: AuthType.ApiKey, Query: { } name, Value: { } value }
        ? options.Query.Append(KeyValuePair.Create(name, value))
        : options.Query;

    /// <summary>The header that shows who asks; null where it is none, or differs from call to call.</summary>
    private KeyValuePair<string, string>? Credentials => options.Auth switch
    {
        { Type: AuthType.ApiKey, Header: { } header } auth => KeyValuePair.Create(header, Resolve(auth.Value)),
        { Type: AuthType.Basic } auth => KeyValuePair.Create(Authorization, Basic(Resolve(auth.UserName), Resolve(auth.Password))),
        { Type: AuthType.Bearer } auth => KeyValuePair.Create(Authorization, $"Bearer {Resolve(auth.Token)}"),
        _ => null,
    };

    private RequestBody Content(byte[] bytes, string contentType)
    {
        var written = options.Headers.FirstOrDefault(header => IsContentType(header.Key)).Value;
        return new RequestBody(bytes, MediaTypeHeaderValue.Parse(written ?? contentType));
    }

    private byte[] Form(Dictionary<string, string> fields) => Encoding.UTF8.GetBytes(
        string.Join('&', fields.Select(field => $"{WebUtility.UrlEncode(field.Key)}={WebUtility.UrlEncode(Resolve(field.Value))}")));

    private byte[] GraphQL(string query, string? variables)
    {
        var body = new JsonObject { ["query"] = Resolve(query) };
        if (variables is not null)
        {
            body["variables"] = JsonNode.Parse(SecretReferences.Resolve(variables, secrets, InJson));
        }

        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(body);
    }

    private string Resolve(string? text) => SecretReferences.Resolve(text ?? "", secrets);

    private static string InJson(string secret) => JsonEncodedText.Encode(secret).ToString();

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
