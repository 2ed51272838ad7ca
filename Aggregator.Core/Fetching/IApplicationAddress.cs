namespace Aggregator.Core.Fetching;

/// <summary>Where this application itself can be reached: what a source's URL without a host is relative to.</summary>
public interface IApplicationAddress
{
    /// <summary>The base address, on whatever port the application listens.</summary>
    /// <exception cref="InvalidOperationException">The application does not listen yet.</exception>
    Uri BaseAddress { get; }
}
