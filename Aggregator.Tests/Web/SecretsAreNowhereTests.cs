using System.Text;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Web;

/// <summary>
/// One secret of each kind in each place, calls that end in every way there is, APIs that say back what they were sent: and no answer, log line,
/// activity or measurement of the application holds any of them.
/// </summary>
public sealed class SecretsAreNowhereTests : IDisposable
{
    private const string Viewer = "X-Viewer";

    private static readonly string[] Paths =
    [
        "/", "/?stream=off", "/boards/default", "/embed/default", "/api/boards", "/api/boards/default", "/api/boards/default/events",
        "/api/boards/default/events?format=html", "/openapi/v1.json", "/healthz", "/readyz", "/livez", "/nowhere",
    ];

    private readonly Canaries _secrets = new();
    private readonly CertificateFolder _files = new();
    private readonly List<(string Key, string Value)> _settings = [("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:Aggregator.Core", "Trace")];
    private int _sources;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_EverySecretAndEveryFailure_NoneIsShownAnywhere()
    {
        using var overhearing = new Overhearing();
        using var log = new LogCapture();
        await using var api = new RawServer { Rest = Echoes.AnswerAsync };
        await using var tokens = new RawServer { Rest = Answer.Json($$"""{"access_token":"{{Token()}}","expires_in":3600}""") };
        using var certificate = Certificates.SelfSigned();
        await using var untrusted = new RawServer { Certificate = certificate };
        AddSources(api, tokens, untrusted);
        await using var app = WebApp.Start(
            services => services.AddLogging(logging => logging.AddProvider(log)), [.. _settings, .. Enumerable.Range(0, _sources).Select(i => ($"Aggregator:Boards:default:Sources:{i}", $"s{i}"))]);

        var answers = new StringBuilder();
        foreach (var path in Paths.Concat(Routes.Of(app).Where(route => route.Method == HttpMethod.Get).Select(route => route.Path)).Distinct(StringComparer.Ordinal))
        {
            using var viewer = await RawClient.GetAsync(app.Address, path, Cancel, $"{Viewer}: {_secrets["forwarded"]}");
            answers.AppendLine(await viewer.UntilEndAsync(Cancel));
            _secrets.AssertAbsent(path, viewer.Received);
        }

        // The requests held them all, or the test would be about nothing; no proxy asked for its password, and a certificate's stays here.
        Assert.Equal(["certificate", "proxy"], _secrets.Missing(string.Join('\n', api.Requests.Concat(tokens.Requests))).Order(StringComparer.Ordinal));
        Assert.All(Reasons, reason => Assert.Contains($"\"reason\":\"{reason}\"", answers.ToString(), StringComparison.Ordinal));
        Assert.All(log.Entries, entry => _secrets.AssertAbsent($"{entry.Category} {entry.Name}", $"{entry.Text} {string.Join(' ', entry.Values)}"));
        Assert.All(overhearing.Heard, heard => _secrets.AssertAbsent("telemetry", heard));
        Assert.Contains(log.Entries, entry => entry.Level is LogLevel.Trace);
        Assert.Contains(overhearing.Heard, heard => heard.StartsWith("measurement http.client.request.duration ", StringComparison.Ordinal));
        AssertPrintsNothing(app.Services.GetRequiredService<BoardCatalog>().Current.Find("default")!.Sources);
    }

    public void Dispose() => _files.Dispose();

    private static IEnumerable<string> Reasons =>
        ["bad-status", "auth-failed", "redirect-refused", "unexpected-content-type", "bad-content", "bad-encoding", "protocol-error", "throttled", "reset", "timeout", "tls-failed", "unreachable"];

    private void AddSources(RawServer api, RawServer tokens, RawServer untrusted)
    {
        Set("Aggregator:Secrets:path", _secrets["path"]);
        Set("Aggregator:Secrets:url", _secrets["url"]);
        Set("Aggregator:Secrets:query", _secrets["query"]);
        Set("Aggregator:Secrets:header", _secrets["header"]);
        Set("Aggregator:Secrets:json", _secrets["json"]);
        Set("Aggregator:Secrets:graphql", _secrets["graphql"]);
        Action<string>[] credentials =
        [
            source => Set(source, ("Auth:Type", "ApiKey"), ("Auth:Header", "X-Key"), ("Auth:Value", _secrets["api-key-header"]), ("Body:Json:k", "{secret:json}")),
            source => Set(source, ("Auth:Type", "ApiKey"), ("Auth:Query", "key"), ("Auth:Value", _secrets["api-key-query"]), ("Body:Form:k", _secrets["form"])),
            source => Set(source, ("Auth:Type", "Basic"), ("Auth:UserName", _secrets["user"]), ("Auth:Password", _secrets["password"]), ("Body:Text", _secrets["text"])),
            source => Set(source, ("Auth:Type", "Bearer"), ("Auth:Token", _secrets["bearer"]), ("Body:GraphQL:Query", "{ a }"), ("Body:GraphQL:Variables:k", "{secret:graphql}")),
            source => SetClient(source, tokens.Url, "header"),
            source => SetClient(source, tokens.Url, "body"),
        ];
        foreach (var way in Echoes.Ways.Keys)
        {
            foreach (var add in credentials)
            {
                add(Add($"{api.Url}{{secret:path}}/{way}?u={{secret:url}}"));
            }

            // A token endpoint that answers in that way, and a proxy that does.
            SetClient(Add(api.Url.OriginalString), new Uri(api.Url, $"token/{way}"), "header");
            Set(Add($"http://api.example.com/{{secret:path}}/{way}"), ("Proxy", $"http://ann:{Uri.EscapeDataString(_secrets["proxy"])}@127.0.0.1:{api.Port}"));
        }

        Set(Add($"{untrusted.Url}{{secret:path}}/ok"), ("Auth:Type", "ClientCertificate"), ("Auth:Path", ClientCertificate()), ("Auth:Password", _secrets["certificate"]));
        Set(Add("http://127.0.0.1:9/{secret:path}/ok"), ("Auth:Type", "Bearer"), ("Auth:Token", _secrets["bearer"]));
    }

    private string Add(string url)
    {
        var source = $"Aggregator:Sources:s{_sources++}";
        Set(source, ("Url", url), ("Timeout", "00:00:01"), ("Query:q", "{secret:query}"), ("Headers:X-Secret", "{secret:header}"), ("ForwardHeaders:0", Viewer), ("CircuitBreaker:Enabled", "false"));
        return source;
    }

    private void SetClient(string source, Uri tokenUrl, string place) => Set(
        source,
        ("Auth:Type", "ClientCredentials"),
        ("Auth:TokenUrl", tokenUrl.OriginalString),
        ("Auth:ClientId", _secrets["client"]),
        ("Auth:ClientSecret", _secrets[$"client-secret-in-{place}"]),
        ("Auth:SecretIn", place));

    private string ClientCertificate()
    {
        using var certificate = Certificates.SelfSigned();
        return _files.Write("client.pfx", CertificateFolder.Pfx(_secrets["certificate"], certificate));
    }

    private string Token()
    {
        _secrets.Add("token", $"t0k3n-{Guid.NewGuid():N}");
        return _secrets["token"];
    }

    private void Set(string key, string value) => _settings.Add((key, value));

    private void Set(string source, params (string Key, string Value)[] values) => _settings.AddRange(values.Select(value => ($"{source}:{value.Key}", value.Value)));

    private void AssertPrintsNothing(IEnumerable<Source> sources)
    {
        foreach (var source in sources)
        {
            var inputs = new CallInputs(source, [.. source.ForwardHeaders.Select(_ => _secrets["forwarded"])], []);
            var call = new SourceCall(source, TimeProvider.System, 0, TimeSpan.Zero, inputs);
            object?[] parts = [source, source.Request, source.Connection, source.Connection.Proxy, source.TokenEndpoint, inputs, call, new CallKey(source, inputs), call.ToFailure(Reason.Timeout)];
            Assert.All(parts, part => _secrets.AssertAbsent($"{part?.GetType()}", part?.ToString()));
        }

        var token = TestData.Json($$"""{"access_token":"{{_secrets["token"]}}"}""");
        _secrets.AssertAbsent("result", TestData.Ok(sources.First(), token.GetRawText()).ToString());
    }
}
