namespace Aggregator.Core.Configuration;

/// <summary>A program that has a key.</summary>
public sealed class AccessClientOptions
{
    /// <summary>How many keys a client may have at once: the one in use and its successor.</summary>
    public const int MostKeys = 2;

    /// <summary>The SHA-256 of each of its keys: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    /// <value>Required: one or two.</value>
    public List<string> KeyHashes { get; } = [];

    /// <summary>The groups it belongs to.</summary>
    /// <value>Default: none.</value>
    public List<string> Groups { get; } = [];
}
