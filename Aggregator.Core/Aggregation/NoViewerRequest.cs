namespace Aggregator.Core.Aggregation;

/// <summary>A run that nobody's request asked for.</summary>
internal sealed class NoViewerRequest : IViewerRequest
{
    public string? FindHeader(string name) => null;
}
