namespace Aggregator.Core.Configuration;

/// <summary>Something that is configured under a name, and stays what it is as long as nothing changes there.</summary>
public abstract class NamedOptions
{
    /// <summary>Changes when any of its keys or values does, or a secret or file that it names; never shown.</summary>
    internal string Fingerprint { get; set; } = "";

    /// <summary>The files that it names.</summary>
    internal virtual IEnumerable<string> Files => [];
}
