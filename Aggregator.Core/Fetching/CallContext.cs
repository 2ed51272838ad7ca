using Aggregator.Core.Fetching.Attempts;
using Polly;

namespace Aggregator.Core.Fetching;

/// <summary>What a request is sent for, for the handlers and policies on its way.</summary>
/// <param name="call">The call.</param>
internal sealed class CallContext(SourceCall call) : Context
{
    public SourceCall Call { get; } = call;

    /// <summary>The attempt, whatever else the call has under way; null before there is one.</summary>
    public AttemptProgress? Attempt { get; set; }

    /// <summary>What the request is sent for; null where it is for no call.</summary>
    public static CallContext? Find(HttpRequestMessage request) => request.GetPolicyExecutionContext() as CallContext;

    /// <summary>What the request is sent for.</summary>
    public static CallContext Of(HttpRequestMessage request) => Find(request) ?? throw new InvalidOperationException("The request belongs to no call.");
}
