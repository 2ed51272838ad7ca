using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Aggregator.Core.Decoding;
using Aggregator.Core.Fetching.Attempts;
using Aggregator.Core.Fetching.Connecting;
using Aggregator.Core.Sources;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Aggregator.Core.Fetching;

/// <summary>The one place that says what an exception or a status means.</summary>
internal static class Failure
{
    /// <summary>
    /// Why a call or an attempt failed; null for an exception nobody planned. A cancellation that gets here is a timeout: the caller's own is let through.
    /// </summary>
    public static Reason? ReasonFor(Exception exception) => exception switch
    {
        HttpRequestException { InnerException: ConnectException failure } => failure.Reason,
        ConnectException failure => failure.Reason,
        BrokenCircuitException => Reason.CircuitOpen,
        TimeoutRejectedException or OperationCanceledException => Reason.Timeout,
        TooLargeException => Reason.TooLarge,
        BadPlaceException => Reason.DependencyFailed,
        JsonException or BadContentException => Reason.BadContent,
        InvalidDataException => Reason.BadEncoding,
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => Reason.Truncated,
        HttpIOException { HttpRequestError: var error } => ReasonFor(error, exception),
        HttpRequestException { HttpRequestError: var error } => ReasonFor(error, exception),
        IOException => Reason.Reset,
        _ => null,
    };

    /// <summary>Why an answer with a status that is no success failed.</summary>
    public static Reason ReasonFor(HttpStatusCode status, bool hasRetryAfter) => (int)status switch
    {
        401 or 403 or 407 => Reason.AuthFailed,
        429 => Reason.Throttled,
        503 when hasRetryAfter => Reason.Throttled,
        300 or 301 or 302 or 303 or 307 or 308 => Reason.RedirectRefused,
        < 200 or > 599 => Reason.ProtocolError,
        _ => Reason.BadStatus,
    };

    /// <summary>Whether a status says that the trouble is the API's and not the request's.</summary>
    public static bool IsServerError(HttpStatusCode status) => (int)status is 408 or (>= 500 and <= 599);

    /// <summary>Whether another attempt may help: connection errors, 408, 429, 5xx, an attempt's own timeout.</summary>
    public static bool IsRetriable(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: TimeoutRejectedException } => true,
        { Result: AttemptResponse { Failure: Reason.Unreachable or Reason.Reset or Reason.Truncated or Reason.Throttled } } => true,
        { Result: AttemptResponse response } => response.IsServerError,
        _ => false,
    };

    /// <summary>Whether the API itself seems to be in trouble, so that calls had better pause if it goes on.</summary>
    public static bool IsTrouble(Outcome<HttpResponseMessage> outcome) =>
        IsRetriable(outcome)
        || outcome.Result is AttemptResponse { Failure: Reason.ConnectTimeout or Reason.DnsFailed or Reason.TlsFailed or Reason.ProtocolError };

    private static Reason ReasonFor(HttpRequestError error, Exception exception) => error switch
    {
        HttpRequestError.NameResolutionError => Reason.DnsFailed,
        HttpRequestError.SecureConnectionError => Reason.TlsFailed,
        HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => Reason.Unreachable,
        HttpRequestError.ResponseEnded => Reason.Reset,
        HttpRequestError.Unknown when IsConnectionLost(exception) => Reason.Reset,
        _ => Reason.ProtocolError,
    };

    private static bool IsConnectionLost(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SocketException)
            {
                return true;
            }
        }

        return false;
    }
}
