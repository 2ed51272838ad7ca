using System.Diagnostics.CodeAnalysis;
using Aggregator.Core.Configuration;
using Aggregator.Core.Configuration.Reading;

namespace Aggregator.Core.Sources;

/// <summary>When a call asks a second time although its first request is still under way.</summary>
/// <param name="After">How long the first request has until then; null for when a call is late, by <see cref="Fetching.Retrying.UsualDurations.Late"/>.</param>
internal sealed record Hedge(TimeSpan? After)
{
    /// <summary>What would be right.</summary>
    public const string Rule = "write P95, or hours:minutes:seconds above 0, such as 00:00:00.100";

    public static bool TryParse(string text, [NotNullWhen(true)] out Hedge? hedge)
    {
        hedge = text.Equals("P95", StringComparison.OrdinalIgnoreCase) ? new Hedge(After: null)
            : OptionsValue.TryConvert(text, typeof(TimeSpan), out var after) && (TimeSpan)after! > TimeSpan.Zero ? new Hedge((TimeSpan)after)
            : null;
        return hedge is not null;
    }

    /// <summary>Compiles options that were validated; null where there is no second request.</summary>
    public static Hedge? Compile(HedgeOptions options) =>
        options.After is not { } text ? null
        : TryParse(text, out var hedge) ? hedge
        : throw new ArgumentException(Rule, nameof(options));
}
