using Aggregator.Core.Configuration;

namespace Aggregator.Core.Sources;

/// <summary>A list for each element of which a source is called: compiled from <see cref="ForEachOptions"/>.</summary>
/// <param name="List">Where the list is.</param>
/// <param name="Max">How many elements count at most.</param>
/// <param name="MaxConcurrency">How many calls of one run are under way at once.</param>
internal sealed record ForEach(Reference List, int Max, int MaxConcurrency)
{
    /// <summary>Compiles options that were validated; null where there are none.</summary>
    public static ForEach? Compile(ForEachOptions options) =>
        options.In is null ? null : new ForEach(Reference.In(options.In).Single(), options.Max, options.MaxConcurrency);
}
