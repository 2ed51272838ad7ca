namespace Aggregator.Core.Combining;

/// <summary>A combiner that boards may name.</summary>
/// <param name="Name">The name, as it stands in answers.</param>
public sealed record CombinerRegistration(string Name)
{
    /// <summary>The built-in combiner that combines nothing.</summary>
    internal const string None = "none";

    /// <summary>Whether a board that names it may have weights: one of one's own does with them what it likes.</summary>
    internal bool TakesWeights { get; init; } = true;

    /// <summary>Whether its result may be one number: nobody knows that of one of one's own.</summary>
    internal bool MayGiveNumber { get; init; } = true;

    /// <summary>The registration of that name, without regard to case; the last one, as in dependency injection.</summary>
    internal static CombinerRegistration? Find(IEnumerable<CombinerRegistration> registrations, string name) =>
        registrations.LastOrDefault(registration => registration.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
