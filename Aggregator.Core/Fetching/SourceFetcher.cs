using System.Net;
using System.Text.Json;
using Aggregator.Core.Decoding;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace Aggregator.Core.Fetching;

/// <inheritdoc cref="ISourceFetcher"/>
internal sealed class SourceFetcher(
    IHttpClientFactory clients, CallSlots slots, UsualDurations durations, IApplicationAddress application, TimeProvider time, ILogger<SourceFetcher> logger) : ISourceFetcher
{
    /// <summary>The name of the one client: connections are kept per host, pipelines are chosen per request.</summary>
    public const string ClientName = "Aggregator.Sources";

    public async Task<SourceResult> FetchAsync(SourceCall call, CancellationToken cancellationToken)
    {
        Log.CallStarted(logger, call.Source.Name);
        call.Caller = cancellationToken;

        // The source's own limit. It covers everything: retries, the body, decoding.
        using var timeout = new CancellationTokenSource(call.Source.Timeout, time);
        using var caller = cancellationToken.UnsafeRegister(static timeout => ((CancellationTokenSource)timeout!).Cancel(), timeout);
        SourceResult result;
        try
        {
            result = await CallAsync(call, timeout.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.CallAbandoned(logger, call.Source.Name, call.Elapsed.TotalMilliseconds);
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (Failure.ReasonFor(e) is { } reason)
        {
            result = e is BrokenCircuitException pause ? Paused(call, pause) : call.ToFailure(reason);
        }

        Log.CallEnded(logger, result);
        return result;
    }

    private async Task<SourceResult> CallAsync(SourceCall call, CancellationToken cancellationToken)
    {
        using var slot = await slots.TakeAsync(call, cancellationToken);
        using var request = CreateRequest(call);
        using var client = clients.CreateClient(ClientName);
        using var response = (AttemptResponse)await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.Failure is { } failure)
        {
            return call.ToFailure(failure);
        }

        var value = Decode(call, response.Body);

        // Decoding cannot be interrupted, but what it found too late is too late.
        cancellationToken.ThrowIfCancellationRequested();
        return value is { } found ? Succeeded(call, found) : call.ToFailure(Reason.ValueMissing);
    }

    private SourceResult Succeeded(SourceCall call, JsonElement value)
    {
        var result = call.ToSuccess(value);
        return result with { IsSlow = durations.IsSlow(call.Source, result.Duration) };
    }

    /// <summary>The call whose own attempt opened the circuit did not pause: that attempt says what went wrong.</summary>
    private SourceResult Paused(SourceCall call, BrokenCircuitException pause) => call.Progress.LastFailure is { } failure
        ? call.ToFailure(failure)
        : call.ToFailure(Reason.CircuitOpen) with { PausedUntil = time.GetUtcNow() + pause.RetryAfter };

    private JsonElement? Decode(SourceCall call, ReadOnlyMemory<byte> body)
    {
        var startedAt = time.GetTimestamp();
        try
        {
            return JsonDecoder.Decode(body, call.Source.Selector);
        }
        finally
        {
            call.Progress.Decode = time.GetElapsedTime(startedAt);
        }
    }

    private HttpRequestMessage CreateRequest(SourceCall call)
    {
        var url = call.Source.Url;
        var request = new HttpRequestMessage(HttpMethod.Get, url.IsAbsoluteUri ? url : new Uri(application.BaseAddress, url))
        {
            // HTTP/2 where TLS offers it, HTTP/1.1 otherwise.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        call.AttachTo(request);
        return request;
    }
}
