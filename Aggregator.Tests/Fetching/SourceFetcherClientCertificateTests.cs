using System.Security.Cryptography.X509Certificates;
using Aggregator.Core.Configuration;
using Aggregator.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Aggregator.Tests.Fetching;

/// <summary>The certificate that a source shows, as a server sees it that demands one.</summary>
public sealed class SourceFetcherClientCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);

    private readonly Certificates _root = new();
    private readonly Certificates _below;
    private readonly CertificateFolder _files = new();
    private readonly X509Certificate2 _server;
    private readonly X509Certificate2 _client;
    private readonly X509Certificate2 _between;

    public SourceFetcherClientCertificateTests()
    {
        _below = _root.Below();
        _between = X509Certificate2.CreateFromPem(_below.AuthorityPem);
        _server = _root.Signed("127.0.0.1", Tomorrow);
        _client = _below.Signed("client.example", Tomorrow);
    }

    [Theory]
    [InlineData("PEM", 0)]
    [InlineData("PEM with chain", 1)]
    [InlineData("PEM and key", 0)]
    [InlineData("PEM and encrypted key", 0)]
    [InlineData("PFX", 0)]
    [InlineData("PFX with password", 0)]
    [InlineData("PFX with chain", 1)]
    public async Task FetchAsync_CertificateInAFile_IsShownWithWhatTheFileHoldsOfItsChain(string form, int chain)
    {
        await using var host = new FetcherHost();
        await using var server = await StartAsync();

        var result = await host.FetchAsync(server.Url, source => Use(source, form, _client));

        Expect.Ok($"\"{_client.Thumbprint} {chain}\"", 1, result);
    }

    [Fact]
    public async Task FetchAsync_OtherCertificateOrNone_HasConnectionsOfItsOwn()
    {
        using var other = _below.Signed("other.example", Tomorrow);
        await using var host = new FetcherHost();
        await using var server = await StartAsync();

        var first = await host.FetchAsync(server.Url, source => Use(source, "PFX", _client));
        var second = await host.FetchAsync(server.Url, source => Use(source, "PEM", other));
        var none = await host.FetchAsync(server.Url, source => (source.CaCertificate, source.Attempts) = (_files.Write("root.pem", _root.AuthorityPem), 1));

        Assert.Equal(($"{_client.Thumbprint} 0", $"{other.Thumbprint} 0"), (first.Value?.GetString(), second.Value?.GetString()));
        Assert.False(none.IsOk);
    }

    public void Dispose()
    {
        foreach (var part in new IDisposable[] { _root, _below, _server, _client, _between, _files })
        {
            part.Dispose();
        }
    }

    private void Use(SourceOptions source, string form, X509Certificate2 client)
    {
        source.CaCertificate = _files.Write("root.pem", _root.AuthorityPem);
        var auth = source.Auth;
        auth.Type = AuthType.ClientCertificate;
        var pem = client.ExportCertificatePem() + "\n";
        switch (form)
        {
            case "PEM":
                auth.Path = _files.Write("client.pem", pem + CertificateFolder.Key(client));
                break;
            case "PEM with chain":
                auth.Path = _files.Write("client.pem", pem + _below.AuthorityPem + "\n" + CertificateFolder.Key(client));
                break;
            case "PEM and key":
                (auth.Path, auth.KeyPath) = (_files.Write("client.pem", pem), _files.Write("client.key", CertificateFolder.Key(client)));
                break;
            case "PEM and encrypted key":
                (auth.Path, auth.KeyPath) = (_files.Write("client.pem", pem), _files.Write("client.key", CertificateFolder.EncryptedKey(client)));
                auth.Password = CertificateFolder.Password;
                break;
            case "PFX":
                auth.Path = _files.Write("client.pfx", CertificateFolder.Pfx(null, client));
                break;
            case "PFX with password":
                (auth.Path, auth.Password) = (_files.Write("client.P12", CertificateFolder.Pfx(CertificateFolder.Password, client)), CertificateFolder.Password);
                break;
            case "PFX with chain":
                auth.Path = _files.Write("client.pfx", CertificateFolder.Pfx(null, client, _between));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(form), form, "No such form.");
        }
    }

    private Task<LocalServer> StartAsync()
    {
        var sent = 0;
        return LocalServer.StartAsync(
            context => context.Response.WriteAsJsonAsync($"{context.Connection.ClientCertificate!.Thumbprint} {Volatile.Read(ref sent)}", context.RequestAborted),
            options => options.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = _server,
                ClientCertificateMode = ClientCertificateMode.RequireCertificate,
                ClientCertificateValidation = (_, chain, _) =>
                {
                    Volatile.Write(ref sent, chain!.ChainPolicy.ExtraStore.Count(certificate => certificate.Equals(_between)));
                    return true;
                },
            }));
    }
}
