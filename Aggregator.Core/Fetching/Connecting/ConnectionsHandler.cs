using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching.Connecting;

/// <summary>Sends each request over connections that its source may use. Sources with the same settings share them, across changes of the configuration, too.</summary>
internal sealed class ConnectionsHandler(Connector connector) : HttpMessageHandler
{
    /// <summary>In KiB, for all headers of an answer. The framework would take twice that.</summary>
    private const int MaxResponseHeadersKibibytes = 32;

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly ConcurrentDictionary<ConnectionSettings, HttpMessageInvoker> _connections = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _connections.GetOrAdd(CallRequest.Of(request).Call.Source.Connection, static (settings, connector) => new HttpMessageInvoker(Create(settings, connector)), connector)
            .SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var connections in _connections.Values)
            {
                connections.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private static SocketsHttpHandler Create(ConnectionSettings settings, Connector connector)
    {
        var handler = new SocketsHttpHandler
        {
            // Connections end after two minutes, so that a change in DNS is noticed.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),

            // Followed, where they may be, by AttemptHandler.
            AllowAutoRedirect = false,

            // Otherwise a source that hangs could use up the streams of the one connection that it shares with its neighbours.
            EnableMultipleHttp2Connections = true,
            UseCookies = false,

            // A viewer's trace state and baggage are none of an API's business.
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = MaxResponseHeadersKibibytes,
            ConnectCallback = connector.ConnectAsync,
            PlaintextStreamFilter = Connector.NoteReadyAsync,
            UseProxy = settings.Proxy is not { IsDirect: true },
        };
        if (settings.Proxy is { IsDirect: false } proxy)
        {
            handler.Proxy = proxy.ToProxy();
        }

        handler.SslOptions.ClientCertificateContext = settings.ClientCertificate;
        if (settings.Authorities is { } authorities)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, problems) =>
                problems is SslPolicyErrors.None || (problems is SslPolicyErrors.RemoteCertificateChainErrors && IsSignedBy(authorities, (X509Certificate2)certificate!, chain!));
        }

        return handler;
    }

    /// <summary>Whether one of the authorities has signed the certificate, directly or through those that the API sent along. Its name was checked already, its time is now.</summary>
    private static bool IsSignedBy(X509Certificate2Collection authorities, X509Certificate2 certificate, X509Chain sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }
}
