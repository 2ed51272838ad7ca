using System.Security.Cryptography.X509Certificates;
using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Aggregator.Tests.Fetching;

/// <summary>Authorities of a source's own: what they have signed is trusted, under the same conditions as by the system's.</summary>
public sealed class SourceFetcherCaCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);
    private static readonly DateTimeOffset Yesterday = TimeProvider.System.GetUtcNow().AddDays(-1);

    private readonly Certificates _root = new();
    private readonly Certificates _unrelated = new();
    private readonly CertificateFolder _files = new();

    [Fact]
    public async Task FetchAsync_SignedByTheAuthority_IsTrusted() => await AssertTrustedAsync(_root.Signed("127.0.0.1", Tomorrow), [], _root.AuthorityPem);

    [Fact]
    public async Task FetchAsync_SeveralAuthorities_OneIsEnough() =>
        await AssertTrustedAsync(_root.Signed("127.0.0.1", Tomorrow), [], _unrelated.AuthorityPem + "\n" + _root.AuthorityPem);

    [Fact]
    public async Task FetchAsync_SignedByOneBelow_IsTrustedIfThatIsSentAlong()
    {
        using var below = _root.Below();
        using var between = X509Certificate2.CreateFromPem(below.AuthorityPem);

        await AssertTrustedAsync(below.Signed("127.0.0.1", Tomorrow), [between], _root.AuthorityPem);
        await AssertRefusedAsync(below.Signed("127.0.0.1", Tomorrow), [], _root.AuthorityPem);
    }

    [Fact]
    public async Task FetchAsync_OtherHost_IsRefused() => await AssertRefusedAsync(_root.Signed("other.example", Tomorrow), [], _root.AuthorityPem);

    [Fact]
    public async Task FetchAsync_Expired_IsRefused() => await AssertRefusedAsync(_root.Signed("127.0.0.1", Yesterday), [], _root.AuthorityPem);

    [Fact]
    public async Task FetchAsync_UnrelatedAuthority_IsRefused() => await AssertRefusedAsync(_root.Signed("127.0.0.1", Tomorrow), [], _unrelated.AuthorityPem);

    [Fact]
    public async Task FetchAsync_SelfSigned_IsRefused() => await AssertRefusedAsync(Certificates.SelfSigned(), [], _root.AuthorityPem);

    [Fact]
    public async Task FetchAsync_NoAuthorityOfItsOwn_DoesNotUseTheConnectionOfOneThatHas()
    {
        using var certificate = _root.Signed("127.0.0.1", Tomorrow);
        await using var host = new FetcherHost();
        await using var server = await StartAsync(certificate, []);
        var authority = _files.Write("authority.pem", _root.AuthorityPem);

        Assert.True((await host.FetchAsync(server.Url, source => source.CaCertificate = authority)).IsOk);
        Assert.Equal(Reason.TlsFailed, (await host.FetchAsync(server.Url)).Reason);
    }

    public void Dispose()
    {
        _root.Dispose();
        _unrelated.Dispose();
        _files.Dispose();
    }

    private async Task AssertTrustedAsync(X509Certificate2 certificate, X509Certificate2Collection sent, string authorities) =>
        Assert.Null((await FetchAsync(certificate, sent, authorities)).Reason);

    private async Task AssertRefusedAsync(X509Certificate2 certificate, X509Certificate2Collection sent, string authorities) =>
        Expect.Failed(Reason.TlsFailed, null, 1, await FetchAsync(certificate, sent, authorities));

    private async Task<SourceResult> FetchAsync(X509Certificate2 certificate, X509Certificate2Collection sent, string authorities)
    {
        using (certificate)
        {
            await using var host = new FetcherHost();
            await using var server = await StartAsync(certificate, sent);
            return await host.FetchAsync(server.Url, source => source.CaCertificate = _files.Write("authorities.pem", authorities));
        }
    }

    private static Task<LocalServer> StartAsync(X509Certificate2 certificate, X509Certificate2Collection sent) => LocalServer.StartAsync(
        context => context.Response.WriteAsJsonAsync(1, context.RequestAborted),
        options => options.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate, ServerCertificateChain = sent }));
}
