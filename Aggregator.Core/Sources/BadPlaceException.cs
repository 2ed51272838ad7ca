namespace Aggregator.Core.Sources;

/// <summary>What was to fill a place of a request cannot stand there. The message says nothing of it.</summary>
internal sealed class BadPlaceException() : Exception("What fills a place cannot stand there.");
