using System.Text;
using Aggregator.Tests.Faults;

namespace Aggregator.Tests.RealServers;

/// <summary>
/// A real nginx that serves files: to anybody, below <c>/private/</c> and <c>/rotated/</c> to those with a password, and over TLS, on a port for each version, to those with a certificate.
/// </summary>
public sealed class NginxServer : IAsyncLifetime
{
    public const string User = "board";

    private static readonly TimeSpan FarTooLong = TimeSpan.FromSeconds(60);

    private readonly Certificates _certificates = new();

    internal RealServer Server { get; } = new("nginx", "nginx-light");

    /// <summary>The certificate of the authority that has signed all others.</summary>
    internal string Authority => File("authority.pem");

    /// <summary>A client's certificate with its key.</summary>
    internal string ClientCertificate => File("client.pem");

    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateDirectory(File("files"));
        folder.CreateSubdirectory("private");
        folder.CreateSubdirectory("rotated");
        var until = TimeProvider.System.GetUtcNow().AddDays(1);
        await WriteAsync("authority.pem", _certificates.AuthorityPem);
        await WriteAsync("server.pem", _certificates.SignedPem(Server.Url().Host, until));
        await WriteAsync("client.pem", _certificates.SignedPem("board.example.com", until));
        await WriteAsync("files/ready", "");
        await WriteAsync("nginx.conf", Nginx.Configuration(
            Server.Folder,
            $$"""
            types { application/json json; application/xml xml; text/csv csv; application/rss+xml rss; text/plain txt; text/html html; }
            root {{folder}};
            gzip on;
            gzip_min_length 256;
            gzip_types application/json;
            log_format parts "$request $status $sent_http_content_encoding $ssl_client_verify $ssl_protocol";
            server {
              listen {{Server.Url().Authority}};
              access_log {{File("access.log")}} parts;
              location ~ \.csv$ { charset iso-8859-1; charset_types text/csv; }
              location ~ ^/(?<room>private|rotated)/ { auth_basic orders; auth_basic_user_file {{Server.Folder}}/$room.passwords; }
            }
            {{TlsServer("TLSv1.2")}}
            {{TlsServer("TLSv1.3")}}
            """));
        await Server.StartAsync("/ready", "-p", Server.Folder.FullName, "-c", File("nginx.conf"), "-e", File("error.log"));
    }

    public ValueTask DisposeAsync()
    {
        Server.Dispose();
        _certificates.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Where it speaks that version of TLS and no other.</summary>
    internal Uri TlsUrl(string version) => Server.Url(version is "TLSv1.2" ? 1 : 2, "https");

    /// <summary>Has a file served, which is said to be in Latin-1 if it is CSV.</summary>
    internal Task ServeAsync(string name, string text) => WriteAsync($"files/{name}", text, name.EndsWith(".csv", StringComparison.Ordinal) ? Encoding.Latin1 : null);

    /// <summary>From now on this password, and no other, opens that folder.</summary>
    internal Task SetPasswordAsync(string room, string password) => WriteAsync($"{room}.passwords", $"{User}:{{PLAIN}}{password}\n");

    /// <summary>Waits for a line of its log, which it writes when it has answered.</summary>
    internal async Task UntilLoggedAsync(string line)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(FarTooLong);
        while (!(await System.IO.File.ReadAllLinesAsync(File("access.log"), limit.Token)).Contains(line, StringComparer.Ordinal))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private string TlsServer(string version) =>
        $$"""
        server {
          listen {{TlsUrl(version).Authority}} ssl;
          access_log {{File("access.log")}} parts;
          ssl_protocols {{version}};
          ssl_certificate {{File("server.pem")}};
          ssl_certificate_key {{File("server.pem")}};
          ssl_client_certificate {{Authority}};
          ssl_verify_client on;
        }
        """;

    private string File(string name) => Path.Combine(Server.Folder.FullName, name);

    private Task WriteAsync(string name, string text, Encoding? encoding = null) => System.IO.File.WriteAllTextAsync(File(name), text, encoding ?? new UTF8Encoding());
}
