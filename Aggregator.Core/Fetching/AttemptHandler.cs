using System.Net;
using Aggregator.Core.Decoding;

namespace Aggregator.Core.Fetching;

/// <summary>
/// One attempt, from the request to the last byte of the body: it stands inside the resilience pipeline, so that timeouts, retries and the
/// circuit breaker see the body, too, and not only the headers. It answers with a complete 2xx or throws a <see cref="FetchException"/>.
/// </summary>
internal sealed class AttemptHandler(TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = SourceCall.Of(request);
        var attempt = call.BeginAttempt();
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
            attempt.HeadersReceived((int)response.StatusCode);
            ThrowIfRefused(response);
            using var content = response.Content;
            response.Content = await BufferedBody.ReadAsync(content, call.Source.MaxResponseBytes, attempt, cancellationToken);
            if (attempt.Bytes is 0)
            {
                throw new FetchException(Reason.Empty);
            }

            attempt.End(failure: null);
            return response;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            attempt.Cancel();
            throw;
        }
        catch (Exception e) when (Failure.ReasonFor(e) is { } reason)
        {
            response?.Dispose();
            attempt.End(reason);
            throw e as FetchException ?? new FetchException(reason, e);
        }
    }

    /// <summary>What the headers alone rule out.</summary>
    private void ThrowIfRefused(HttpResponseMessage response)
    {
        var retryAfter = RetryAfter(response);
        if (Failure.ReasonFor(response.StatusCode, retryAfter is not null) is { } reason)
        {
            throw new FetchException(reason, retryAfter: retryAfter)
            {
                IsServerError = response.StatusCode is HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError,
            };
        }

        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ResetContent)
        {
            throw new FetchException(Reason.Empty);
        }

        // What the handler decompresses it also takes off this header.
        if (response.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            throw new FetchException(Reason.BadEncoding);
        }

        if (!JsonDecoder.Accepts(response.Content.Headers.ContentType))
        {
            throw new FetchException(Reason.UnexpectedContentType);
        }
    }

    /// <summary>Seconds or a date (RFC 9110, 10.2.3); a date in the past means at once.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - time.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
