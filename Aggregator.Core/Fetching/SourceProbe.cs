using Aggregator.Core.Decoding;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>Calls a source once and tells what its answer holds, for whoever sets the source up.</summary>
internal sealed class SourceProbe(SourceFetcher fetcher, TimeProvider time) : ISourceProbe
{
    /// <summary>More places than that do not help to choose one.</summary>
    private const int MostPlaces = 40;

    public async Task<ProbeResult> ProbeAsync(Source source, CancellationToken cancellationToken)
    {
        var call = new SourceCall(source, time, time.GetTimestamp(), source.Timeout) { KeepsAnswer = true };
        var result = await fetcher.FetchAsync(call, cancellationToken);
        return new ProbeResult(result, call.Answer?.ContentType?.MediaType, call.Answer is { } answer ? Places(source, answer) : []);
    }

    private static IReadOnlyList<Place> Places(Source source, KeptAnswer answer)
    {
        try
        {
            return source.Decoder.Places(answer.Body, answer.ContentType, MostPlaces);
        }
        catch (Exception e) when (Failure.ReasonFor(e) is not null)
        {
            // Nothing can be selected in what cannot be read; the result says so.
            return [];
        }
    }
}
