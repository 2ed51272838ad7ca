using Aggregator.Core.Fetching.Attempts;

namespace Aggregator.Core.Fetching;

/// <summary>A request, and what it is sent for, for the handlers on its way.</summary>
/// <param name="call">The call.</param>
/// <param name="method">The method.</param>
/// <param name="url">The address.</param>
internal sealed class CallRequest(SourceCall call, HttpMethod method, Uri? url) : HttpRequestMessage(method, url)
{
    /// <summary>The call.</summary>
    public SourceCall Call { get; } = call;

    /// <summary>The attempt, whatever else the call has under way; null before there is one.</summary>
    public AttemptProgress? Attempt { get; set; }

    /// <summary>The request as what it is. No other goes through our handlers.</summary>
    public static CallRequest Of(HttpRequestMessage request) => (CallRequest)request;
}
