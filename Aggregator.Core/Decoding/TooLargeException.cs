namespace Aggregator.Core.Decoding;

/// <summary>The answer is larger than what is worth the memory. The message says nothing of it.</summary>
internal sealed class TooLargeException() : Exception("The answer is larger than allowed.");
