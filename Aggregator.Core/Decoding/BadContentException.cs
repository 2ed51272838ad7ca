namespace Aggregator.Core.Decoding;

/// <summary>The answer is not what its content type says. The message says nothing of it; an inner exception may, and is never shown.</summary>
internal sealed class BadContentException(string message, Exception? inner = null) : Exception(message, inner);
