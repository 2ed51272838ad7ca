using Aggregator.Core.Fetching.Attempts;
using Microsoft.Extensions.Http;
using Polly;

namespace Aggregator.Core.Fetching.Retrying;

/// <summary>
/// Most calls go well at once, and then there is nothing to retry and one success to count. So while the circuit is closed the first attempt passes by the resilience policy, which costs
/// more than all else that is done for it; where the attempt fails, the policy goes on from there.
/// </summary>
internal sealed class FirstAttemptHandler(ResiliencePipelines pipelines) : DelegatingHandler
{
    private HttpMessageInvoker? _beyondPolicy;

    /// <summary>The handler that the policy's own hands requests to.</summary>
    private HttpMessageInvoker BeyondPolicy => _beyondPolicy ??= new(((PolicyHttpMessageHandler)InnerHandler!).InnerHandler!, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallRequest.Of(request).Call;
        var resilience = pipelines.Of(call.Source);
        resilience.Extras.AddCall();
        return resilience.IsClosed ? AttemptAsync(request, call, resilience, cancellationToken) : GoOnAsync(request, call, made: null, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _beyondPolicy?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, SourceCall call, Resilience resilience, CancellationToken cancellationToken)
    {
        Outcome<HttpResponseMessage> first;
        try
        {
            first = Outcome.FromResult(await BeyondPolicy.SendAsync(request, cancellationToken));
        }
        catch (Exception e)
        {
            first = Outcome.FromException<HttpResponseMessage>(e);
        }

        var isGood = first is { Result: AttemptResponse { Failure: null } };
        if (!isGood && resilience.IsClosed && !cancellationToken.IsCancellationRequested)
        {
            return await GoOnAsync(request, call, first, cancellationToken);
        }

        // A viewer who left tells nothing of the API.
        if (isGood || !call.IsAbandoned)
        {
            await resilience.CountAsync(call, first);
        }

        return PipelinePolicy.Unwrap(first);
    }

    /// <summary>The policy. Where there was an attempt before it, that is the first one that it sees.</summary>
    private Task<HttpResponseMessage> GoOnAsync(HttpRequestMessage request, SourceCall call, Outcome<HttpResponseMessage>? made, CancellationToken cancellationToken)
    {
        request.SetPolicyExecutionContext(new PipelineContext(call, made));
        return base.SendAsync(request, cancellationToken);
    }
}
