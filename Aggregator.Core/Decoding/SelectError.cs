namespace Aggregator.Core.Decoding;

/// <summary>A selector that its format cannot work with.</summary>
/// <param name="Name">The name it has; null where there is only one.</param>
/// <param name="Selector">What was written.</param>
/// <param name="Remedy">What would be right.</param>
internal readonly record struct SelectError(string? Name, string Selector, string Remedy);
