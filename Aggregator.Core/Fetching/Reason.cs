namespace Aggregator.Core.Fetching;

/// <summary>Why a source has no value: the one place that an API can break at. <see cref="ReasonCode"/> is how it is written.</summary>
public enum Reason
{
    /// <summary>No connection: refused, no route, or no such address.</summary>
    Unreachable,

    /// <summary>The host did not take the connection within the connect timeout.</summary>
    ConnectTimeout,

    /// <summary>The host's name has no address, or no name server told one within the connect timeout.</summary>
    DnsFailed,

    /// <summary>TLS could not be agreed on, or the certificate is not trusted.</summary>
    TlsFailed,

    /// <summary>No complete answer within the source's timeout.</summary>
    Timeout,

    /// <summary>No complete answer when the board's deadline came.</summary>
    Deadline,

    /// <summary>A status other than 2xx that no other reason covers.</summary>
    BadStatus,

    /// <summary>401, 403 or 407.</summary>
    AuthFailed,

    /// <summary>429, or 503 with a Retry-After (RFC 9110, 10.2.3), and waiting did not help or did not fit.</summary>
    Throttled,

    /// <summary>A redirect, which is not followed.</summary>
    RedirectRefused,

    /// <summary>The host's only addresses are ones that are never called: link-local, metadata or unspecified.</summary>
    BlockedAddress,

    /// <summary>The answer is larger than the source may send, or has more values than its format or its selector takes.</summary>
    TooLarge,

    /// <summary>A content encoding that is unknown or corrupt.</summary>
    BadEncoding,

    /// <summary>Not what its content type says: invalid JSON, for instance.</summary>
    BadContent,

    /// <summary>Another content type than the source's format, such as an HTML login page.</summary>
    UnexpectedContentType,

    /// <summary>No body: 204, 205 or nothing.</summary>
    Empty,

    /// <summary>The body ended before it was complete.</summary>
    Truncated,

    /// <summary>The connection was closed or reset before or in the answer.</summary>
    Reset,

    /// <summary>Not HTTP, or not as its standards say.</summary>
    ProtocolError,

    /// <summary>The selectors found nothing, or null.</summary>
    ValueMissing,

    /// <summary>Calls pause because too many failed.</summary>
    CircuitOpen,

    /// <summary>So many calls of the source were under way that this one did not get its turn in time.</summary>
    Busy,

    /// <summary>Another source, whose answer is needed for the call, has none.</summary>
    DependencyFailed,
}
