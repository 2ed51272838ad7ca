using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aggregator.Tests.Fetching;

/// <summary>The one version of HTTP that a source asks for, and no other.</summary>
public sealed class SourceFetcherHttpVersionTests
{
    [Theory]
    [InlineData("2", HttpProtocols.Http2, "HTTP/2")]
    [InlineData("2.0", HttpProtocols.Http2, "HTTP/2")]
    [InlineData("1.1", HttpProtocols.Http1, "HTTP/1.1")]
    [InlineData(null, HttpProtocols.Http1, "HTTP/1.1")]
    public async Task FetchAsync_WithoutTls_SpeaksTheVersionThatWasWritten(string? version, HttpProtocols offered, string spoken)
    {
        await using var host = new FetcherHost();
        await using var server = await StartAsync(offered);

        var result = await host.FetchAsync(server.Url, source => (source.HttpVersion, source.Body.Text) = (version, "hello"));

        Assert.Equal($"\"{spoken} hello\"", result.Value?.GetRawText());
    }

    [Theory]
    [InlineData("2", HttpProtocols.Http1)]
    [InlineData("1.1", HttpProtocols.Http2)]
    public async Task FetchAsync_ApiSpeaksAnother_FailsInsteadOfSpeakingThat(string version, HttpProtocols offered)
    {
        await using var host = new FetcherHost();
        await using var server = await StartAsync(offered);

        var result = await host.FetchAsync(server.Url, source => (source.HttpVersion, source.Attempts) = (version, 1));

        Assert.Contains(result.Reason, new Reason?[] { Reason.ProtocolError, Reason.Reset, Reason.BadStatus });
    }

    [Theory]
    [InlineData("1.1", "HTTP/1.1")]
    [InlineData("2", "HTTP/2")]
    [InlineData(null, "HTTP/2")]
    public async Task FetchAsync_OverTlsThatOffersBoth_SpeaksTheVersionThatWasWritten(string? version, string spoken)
    {
        using var certificates = new Certificates();
        using var files = new CertificateFolder();
        var authority = files.Write("authority.pem", certificates.AuthorityPem);
        using var certificate = certificates.Signed("127.0.0.1", TimeProvider.System.GetUtcNow().AddDays(1));
        await using var host = new FetcherHost();
        await using var server = await StartAsync(HttpProtocols.Http1AndHttp2, options => options.UseHttps(certificate));

        var result = await host.FetchAsync(server.Url, source => (source.HttpVersion, source.CaCertificate) = (version, authority));

        Assert.Equal($"\"{spoken} \"", result.Value?.GetRawText());
    }

    private static Task<LocalServer> StartAsync(HttpProtocols protocols, Action<ListenOptions>? listen = null) => LocalServer.StartAsync(
        async context => await context.Response.WriteAsJsonAsync(
            $"{context.Request.Protocol} {await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted)}", context.RequestAborted),
        options =>
        {
            options.Protocols = protocols;
            listen?.Invoke(options);
        });
}
