using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aggregator.Faults;

/// <summary>
/// APIs that misbehave, on loopback: most are paths of one server (<c>/hang</c>); those that never get as far as a request have ports of their own.
/// </summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Certificates _certificates = new();
    private readonly Socket _refusing = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly RawServer[] _ports;
    private readonly FullBacklog _full;
    private readonly Dictionary<string, Func<RawConnection, Task>> _plans;

    private FaultServer(int port, FullBacklog full)
    {
        var next = port;
        int Next() => next is 0 ? 0 : next++;

        var now = TimeProvider.System.GetUtcNow();
        _full = full;
        Http = new RawServer(Next()) { Rest = AnswerAsync, KeepsRequests = false };
        OtherHost = new RawServer(Next()) { Rest = Answer.Json("1") };
        Https = new RawServer(Next()) { Rest = AnswerAsync, KeepsRequests = false, Certificate = _certificates.Signed("127.0.0.1", now + Day) };
        _refusing.Bind(new IPEndPoint(IPAddress.Loopback, Next()));
        var selfSigned = new RawServer(Next()) { Certificate = Certificates.SelfSigned() };
        var expired = new RawServer(Next()) { Certificate = _certificates.Signed("127.0.0.1", now - Day) };
        var wrongHost = new RawServer(Next()) { Certificate = _certificates.Signed("other.invalid", now + Day) };
        var oldTls = new RawServer(Next()) { Greet = connection => connection.SendAsync(OldServerHello) };
        var noTls = new RawServer(Next()) { Greet = Answer.Raw($"HTTP/1.1 400 {Behaviour.Words}\r\n\r\n") };
        var silentTls = new RawServer(Next()) { Greet = Answer.Stall() };
        var speaksFirst = new RawServer(Next()) { Greet = Answer.Raw($"SSH-2.0-{Behaviour.Words}\r\n") };
        _ports = [Http, OtherHost, Https, selfSigned, expired, wrongHost, oldTls, noTls, silentTls, speaksFirst];

        IReadOnlyList<Behaviour> answers = [.. Answers(OtherHost.Url)];
        _plans = answers.ToDictionary(behaviour => behaviour.Name, behaviour => behaviour.Plan!, StringComparer.Ordinal);
        Addresses =
        [
            .. answers.Select(behaviour => (behaviour, new Uri(Http.Url, behaviour.Name))),
            (ConnectionBehaviours.Refused, new Uri($"http://{_refusing.LocalEndPoint}/")),

            // No packet leaves: TCP has no broadcast.
            (ConnectionBehaviours.NoRoute, new Uri("http://255.255.255.255/")),
            (ConnectionBehaviours.Swallowed, full.Url),
            (ConnectionBehaviours.UnknownHost, new Uri("http://nothing.invalid/")),
            (ConnectionBehaviours.SelfSigned, selfSigned.Url),
            (ConnectionBehaviours.Expired, expired.Url),
            (ConnectionBehaviours.WrongHost, wrongHost.Url),
            (ConnectionBehaviours.OldTls, Tls(oldTls)),
            (ConnectionBehaviours.NoTls, Tls(noTls)),
            (ConnectionBehaviours.SilentTls, Tls(silentTls)),
            (ConnectionBehaviours.SpeaksFirst, speaksFirst.Url),
        ];
    }

    /// <summary>What there is, without a server.</summary>
    public static IReadOnlyList<Behaviour> Behaviours { get; } = [.. Answers(new Uri("http://127.0.0.1:9/")), .. ConnectionBehaviours.All];

    /// <summary>Every behaviour and where it is to be had.</summary>
    public IReadOnlyList<(Behaviour Behaviour, Uri Url)> Addresses { get; }

    /// <summary>The server of everything that has a path.</summary>
    public RawServer Http { get; }

    /// <summary>The same paths by TLS, with a good certificate of <see cref="AuthorityPem"/>.</summary>
    public RawServer Https { get; }

    /// <summary>Where redirects lead that leave the host.</summary>
    public RawServer OtherHost { get; }

    /// <summary>Whether this machine can swallow a SYN.</summary>
    public bool CanSwallow => _full.IsFull;

    /// <summary>The authority behind the certificates. Who trusts it sees each of them fail for its own fault, and not for its unknown authority.</summary>
    public string AuthorityPem => _certificates.AuthorityPem;

    /// <summary>Starts on this port and the dozen that follow, or on any free ones.</summary>
    public static async Task<FaultServer> StartAsync(int port = 0)
    {
        const int PortsBefore = 11;
        return new FaultServer(port, await FullBacklog.CreateAsync(port is 0 ? 0 : port + PortsBefore));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _ports)
        {
            await server.DisposeAsync();
            server.Certificate?.Dispose();
        }

        _full.Dispose();
        _refusing.Dispose();
        _certificates.Dispose();
    }

    private static IEnumerable<Behaviour> Answers(Uri otherHost) =>
        [.. BodyBehaviours.All, .. FramingBehaviours.All, .. StatusBehaviours.All(otherHost, TimeProvider.System)];

    private static Uri Tls(RawServer server) => new($"https://{server.Url.Authority}/");

    /// <summary>A ServerHello of TLS 1.0 (RFC 2246, 7.4.1.3), byte by byte, because today's libraries no longer speak it.</summary>
    private static byte[] OldServerHello =>
    [
        22, 3, 1, 0, 42,
        2, 0, 0, 38, 3, 1,
        .. new byte[32],
        0, 0, 0x2F, 0,
    ];

    private Task AnswerAsync(RawConnection connection)
    {
        var path = connection.Request.Split(' ', '?')[1].TrimStart('/');
        return (_plans.TryGetValue(path, out var plan) ? plan : Answer.Status(404, Listing(), "Content-Type: text/plain; charset=utf-8"))(connection);
    }

    private string Listing() =>
        Addresses.Aggregate(new StringBuilder(), (text, entry) => text.Append(entry.Url).Append("  ").AppendLine(entry.Behaviour.What)).ToString();
}
