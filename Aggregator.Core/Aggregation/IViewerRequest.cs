namespace Aggregator.Core.Aggregation;

/// <summary>The request of the viewer for whom a board is run. Whoever knows requests provides it; without one nothing is passed on.</summary>
public interface IViewerRequest
{
    /// <summary>The header of that name, as one text; null where the request has none, or where it is not to be passed on.</summary>
    string? FindHeader(string name);
}
