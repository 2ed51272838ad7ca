using System.Net;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching.Attempts;

/// <summary>
/// One attempt, from the request to the last byte of the body: it stands inside the resilience pipeline, so that timeouts, retries and the
/// circuit breaker see the body, too, and not only the headers. Its answers are all of type <see cref="AttemptResponse"/>.
/// </summary>
internal sealed class AttemptHandler(TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallRequest.Of(request).Call;
        var attempt = CallRequest.Of(request).Attempt = call.Progress.BeginAttempt();
        AttemptProgress.Current = attempt;
        try
        {
            using var response = await (call.Source.MaxRedirects == 0
                ? base.SendAsync(request, cancellationToken)
                : FollowAsync(request, call.Source.MaxRedirects, attempt, cancellationToken));
            attempt.HeadersReceived((int)response.StatusCode);
            var answer = Refuse(response, call.Source) ?? await ReadAsync(response.Content, call.Source.MaxResponseBytes, attempt, cancellationToken);
            if (answer.Failure is Reason.ProtocolError && response.Version.Major < 2)
            {
                // Where this answer ends is anybody's guess, and the framework's is to use the connection again.
                attempt.Connection?.Abandon();
            }

            attempt.End(answer.Failure);
            return answer;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            attempt.Cancel();
            throw;
        }
        catch (Exception e)
        {
            var reason = Failure.ReasonFor(e);
            attempt.End(reason ?? Reason.ProtocolError);
            if (reason is null)
            {
                throw;
            }

            return AttemptResponse.Failed(reason.Value);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request, int mostRedirects, AttemptProgress attempt, CancellationToken cancellationToken)
    {
        using var redirect = new Redirect(request);
        for (var left = mostRedirects; ; left--)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (left == 0 || IsMalformed(response) || !redirect.Follow(response))
            {
                return response;
            }

            response.Dispose();
            attempt.Redirected();
        }
    }

    private static async Task<AttemptResponse> ReadAsync(HttpContent content, int maxBytes, AttemptProgress attempt, CancellationToken cancellationToken) =>
        ContentCoding.Find(content.Headers) is { } open
            ? await AttemptResponse.ReadAsync(content, open, maxBytes, attempt, cancellationToken)
            : AttemptResponse.Failed(Reason.BadEncoding);

    /// <summary>What the headers alone rule out.</summary>
    private AttemptResponse? Refuse(HttpResponseMessage response, Source source)
    {
        if (IsMalformed(response))
        {
            return AttemptResponse.Failed(Reason.ProtocolError);
        }

        if (!source.AcceptedStatuses.Contains((int)response.StatusCode))
        {
            var retryAfter = RetryAfter(response);
            return AttemptResponse.Failed(
                Failure.ReasonFor(response.StatusCode, retryAfter is not null), Failure.IsServerError(response.StatusCode), retryAfter);
        }

        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.ResetContent)
        {
            return AttemptResponse.Failed(Reason.Empty);
        }

        return source.Decoder.Accepts(response.Content.Headers.ContentType) ? null : AttemptResponse.Failed(Reason.UnexpectedContentType);
    }

    /// <summary>Where the body ends must be clear: one length, or chunks, but not both (RFC 9112, 6.3). The framework takes any of them.</summary>
    private static bool IsMalformed(HttpResponseMessage response)
    {
        var headers = response.Content.Headers;
        return headers.NonValidated.TryGetValues("Content-Length", out var lengths)
            && (lengths.Count > 1 || headers.ContentLength is null || response.Headers.TransferEncodingChunked is true);
    }

    /// <summary>Seconds or a date (RFC 9110, 10.2.3); a date in the past means at once. More seconds than fit an int are a very long time.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - time.GetUtcNow());
        if (wait is null && response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
        {
            var text = values.ToString();
            return text.Length > 0 && text.All(char.IsAsciiDigit) ? TimeSpan.MaxValue : null;
        }

        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
