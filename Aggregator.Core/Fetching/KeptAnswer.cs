using System.Net.Http.Headers;

namespace Aggregator.Core.Fetching;

/// <summary>An answer that was kept for whoever asked to see what it holds.</summary>
/// <param name="Body">After decompression.</param>
/// <param name="ContentType">What it is said to be; null where nothing is said.</param>
internal sealed record KeptAnswer(byte[] Body, MediaTypeHeaderValue? ContentType);
