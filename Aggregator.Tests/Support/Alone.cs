namespace Aggregator.Tests.Support;

/// <summary>Tests that measure the process, or need all of the machine: they run after the others, one by one.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
