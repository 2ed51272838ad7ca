namespace Aggregator.Core.Fetching;

/// <summary>Where the time of a call went.</summary>
/// <param name="Connect">To a usable connection: name look-up, TCP, TLS. Zero where a connection was open already.</param>
/// <param name="Wait">From there to the answer's headers.</param>
/// <param name="Read">From there to the end of the body.</param>
/// <param name="Decode">Decoding the body and selecting the value.</param>
public readonly record struct Phases(TimeSpan Connect, TimeSpan Wait, TimeSpan Read, TimeSpan Decode)
{
    /// <summary>Adds the times phase by phase.</summary>
    public static Phases operator +(Phases left, Phases right) => left.Add(right);

    /// <summary>Adds the times phase by phase.</summary>
    public Phases Add(Phases other) => new(Connect + other.Connect, Wait + other.Wait, Read + other.Read, Decode + other.Decode);
}
