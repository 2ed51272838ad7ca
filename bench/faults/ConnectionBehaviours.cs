namespace Aggregator.Faults;

/// <summary>Addresses at which it does not come to a request.</summary>
internal static class ConnectionBehaviours
{
    public static Behaviour Refused { get; } = new("refused", "refuses the connection", "unreachable", 2);

    public static Behaviour NoRoute { get; } = new("no-route", "is at an address to which no route leads", "unreachable", 2);

    public static Behaviour Swallowed { get; } = new("swallowed", "swallows the SYN", "connect-timeout");

    public static Behaviour UnknownHost { get; } = new("unknown-host", "has a name that does not exist", "dns-failed");

    public static Behaviour SelfSigned { get; } = new("tls-self-signed", "shows a certificate that it signed itself", "tls-failed");

    public static Behaviour Expired { get; } = new("tls-expired", "shows a certificate that has expired", "tls-failed");

    public static Behaviour WrongHost { get; } = new("tls-wrong-host", "shows a certificate of another host", "tls-failed");

    public static Behaviour OldTls { get; } = new("tls-old", "speaks TLS 1.0", "tls-failed");

    public static Behaviour NoTls { get; } = new("no-tls", "speaks plain HTTP where TLS is due", "tls-failed");

    public static Behaviour SilentTls { get; } = new("tls-hang", "says nothing to a TLS handshake", "timeout");

    public static Behaviour SpeaksFirst { get; } = new("speaks-first", "speaks first, and another protocol", "protocol-error");

    public static IReadOnlyList<Behaviour> All =>
        [Refused, NoRoute, Swallowed, UnknownHost, SelfSigned, Expired, WrongHost, OldTls, NoTls, SilentTls, SpeaksFirst];
}
