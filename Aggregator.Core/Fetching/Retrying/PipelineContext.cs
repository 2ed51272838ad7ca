using Polly;

namespace Aggregator.Core.Fetching.Retrying;

/// <summary>What <see cref="PipelinePolicy"/> works for.</summary>
/// <param name="call">The call.</param>
/// <param name="made">How the first attempt ended; null where none was made yet.</param>
internal sealed class PipelineContext(SourceCall call, Outcome<HttpResponseMessage>? made) : Context
{
    public SourceCall Call { get; } = call;

    public Outcome<HttpResponseMessage>? Made { get; } = made;
}
