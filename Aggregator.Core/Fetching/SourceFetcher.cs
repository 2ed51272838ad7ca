using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Aggregator.Core.Fetching.Attempts;
using Aggregator.Core.Fetching.Retrying;
using Aggregator.Core.Fetching.Tokens;
using Aggregator.Core.Sources;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;

namespace Aggregator.Core.Fetching;

/// <inheritdoc cref="ISourceFetcher"/>
internal sealed class SourceFetcher : ISourceFetcher, IDisposable
{
    /// <summary>The name of the one chain of handlers: connections and pipelines are chosen per request.</summary>
    public const string ClientName = "Aggregator.Sources";

    private static readonly Func<Reference, string> NoPlace = reference => throw new InvalidOperationException($"Nothing fills {reference}.");

    private readonly HttpMessageInvoker _client;
    private readonly CallSlots _slots;
    private readonly UsualDurations _durations;
    private readonly IApplicationAddress _application;
    private readonly TimeProvider _time;
    private readonly ILogger<SourceFetcher> _logger;
    private readonly AccessTokens _tokens;

    public SourceFetcher(
        IHttpMessageHandlerFactory handlers, CallSlots slots, UsualDurations durations, IApplicationAddress application, TimeProvider time, ILogger<SourceFetcher> logger)
    {
        (_slots, _durations, _application, _time, _logger) = (slots, durations, application, time, logger);

        // One for all calls: a client of the factory's for each would parse its default headers each time, and add a token source to ours.
        _client = new HttpMessageInvoker(handlers.CreateHandler(ClientName), disposeHandler: false);

        // A token comes by a call like any other, with the same limits.
        _tokens = new AccessTokens(this, time);
    }

    public void Dispose() => _client.Dispose();

    public async Task<SourceResult> FetchAsync(SourceCall call, CancellationToken cancellationToken)
    {
        Log.CallStarted(_logger, call.Source.Name);
        call.Caller = cancellationToken;

        // The source's own limit. It covers everything: retries, the body, decoding.
        using var timeout = new CancellationTokenSource(call.Source.Timeout, _time);
        using var caller = cancellationToken.UnsafeRegister(static timeout => ((CancellationTokenSource)timeout!).Cancel(), timeout);
        SourceResult result;
        try
        {
            using var slot = await _slots.TakeAsync(call, timeout.Token);
            if (call.Source.TokenEndpoint is { } endpoint)
            {
                result = await CallAsync(call, _tokens.Of(endpoint), timeout.Token);
            }
            else
            {
                using var request = CreateRequest(call, token: null);
                using var response = await _client.SendAsync(request, timeout.Token);
                result = Read(call, (AttemptResponse)response, timeout.Token);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Log.CallAbandoned(_logger, call.Source.Name, call.Elapsed.TotalMilliseconds);
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (Failure.ReasonFor(e) is { } reason)
        {
            result = e is BrokenCircuitException pause ? Paused(call, pause) : call.ToFailure(reason);
        }

        Log.CallEnded(_logger, result);
        return result;
    }

    /// <summary>With a token, and once more with another where the API refuses the first one: it may have been revoked before its time.</summary>
    private async Task<SourceResult> CallAsync(SourceCall call, TokenStore tokens, CancellationToken cancellationToken)
    {
        for (var isAnother = false; ; isAnother = true)
        {
            call.Progress.HasNoToken = true;
            var (token, failure) = await tokens.GetAsync(call, cancellationToken);
            if (token is null)
            {
                return call.ToFailure(failure!.Reason!.Value) with { HttpStatus = failure.HttpStatus, PausedUntil = failure.PausedUntil };
            }

            call.Progress.HasNoToken = false;
            using var request = CreateRequest(call, token.Value);
            using var response = await _client.SendAsync(request, cancellationToken);
            var result = Read(call, (AttemptResponse)response, cancellationToken);
            if (result.IsOk)
            {
                token.NoteTakenBy(call.Source);
            }

            var isRefused = result is { Reason: Reason.AuthFailed, HttpStatus: (int)HttpStatusCode.Unauthorized };
            if (!isRefused || !tokens.Refuse(token, call.Source) || isAnother)
            {
                return result;
            }
        }
    }

    private SourceResult Read(SourceCall call, AttemptResponse response, CancellationToken cancellationToken)
    {
        if (response.Failure is { } failure)
        {
            return call.ToFailure(failure);
        }

        if (call.KeepsAnswer)
        {
            call.Answer = new KeptAnswer(response.Body.ToArray(), response.ContentType);
        }

        var (value, picks) = Decode(call, response);

        // Decoding cannot be interrupted, but what it found too late is too late.
        cancellationToken.ThrowIfCancellationRequested();
        return value is { } found ? Succeeded(call, found, picks) : call.ToFailure(Reason.ValueMissing);
    }

    /// <summary>What other sources need of the answer. Where that cannot be found, it is they who have no use for the answer.</summary>
    private static Dictionary<string, JsonElement>? Pick(Source source, AttemptResponse response)
    {
        if (source.Picks.Count == 0)
        {
            return null;
        }

        var picks = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (selector, decoder) in source.Picks)
        {
            try
            {
                if (decoder.Decode(response.Body, response.ContentType) is { } pick)
                {
                    picks[selector] = pick;
                }
            }
            catch (Exception e) when (Failure.ReasonFor(e) is not null)
            {
                // A path that is too much work for this answer, for instance.
            }
        }

        return picks;
    }

    private SourceResult Succeeded(SourceCall call, JsonElement value, Dictionary<string, JsonElement>? picks)
    {
        var result = call.ToSuccess(value, picks);
        return _durations.IsSlow(call.Source, result.Duration) ? result with { IsSlow = true } : result;
    }

    /// <summary>The call whose own attempt opened the circuit did not pause: that attempt says what went wrong.</summary>
    private SourceResult Paused(SourceCall call, BrokenCircuitException pause) => call.Progress.LastFailure is { } failure
        ? call.ToFailure(failure)
        : call.ToFailure(Reason.CircuitOpen) with { PausedUntil = _time.GetUtcNow() + pause.RetryAfter };

    private (JsonElement? Value, Dictionary<string, JsonElement>? Picks) Decode(SourceCall call, AttemptResponse response)
    {
        var startedAt = _time.GetTimestamp();
        try
        {
            var value = call.Source.Decoder.Decode(response.Body, response.ContentType);
            return (value, value is null ? null : Pick(call.Source, response));
        }
        finally
        {
            call.Progress.Decode = _time.GetElapsedTime(startedAt);
        }
    }

    private CallRequest CreateRequest(SourceCall call, string? token)
    {
        var source = call.Source;
        Func<Reference, string> values = call.Inputs is { } inputs ? inputs.ValueOf : NoPlace;
        var url = source.Request.Url(values);
        var request = new CallRequest(call, source.Request.Method, url.IsAbsoluteUri ? url : new Uri(_application.BaseAddress, url))
        {
            // HTTP/2 where TLS offers it, HTTP/1.1 otherwise.
            Version = source.HttpVersion ?? HttpVersion.Version20,
            VersionPolicy = source.HttpVersion is null ? HttpVersionPolicy.RequestVersionOrLower : HttpVersionPolicy.RequestVersionExact,
            Content = source.Request.Content(values),
        };
        source.Request.AddHeadersTo(request.Headers, values);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        call.Inputs?.AddHeadersTo(request.Headers);
        UsualHeaders.Of(source.Format).AddMissingTo(request.Headers);
        return request;
    }
}
