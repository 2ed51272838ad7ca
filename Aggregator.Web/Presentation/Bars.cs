using System.Globalization;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;

namespace Aggregator.Web.Presentation;

/// <summary>The bars of the waterfall, as shares of one scale that all rows have in common.</summary>
internal static class Bars
{
    /// <summary>The time that fills the whole width.</summary>
    public static TimeSpan Scale(AggregateResult run)
    {
        var end = run.Sources.Max(source => source.Start + source.Duration);
        var longest = end > run.Elapsed ? end : run.Elapsed;
        return longest > TimeSpan.Zero ? longest : TimeSpan.FromMilliseconds(1);
    }

    /// <summary>A time as a share of the scale: <c>12.34%</c>.</summary>
    public static string Share(TimeSpan time, TimeSpan scale) => (time / scale).ToString("0.00%", CultureInfo.InvariantCulture);

    /// <summary>Every attempt with its phases; phases without a length are left out.</summary>
    public static IEnumerable<Segment> Of(SourceResult source, TimeSpan scale)
    {
        foreach (var attempt in source.Attempts)
        {
            var start = source.Start + attempt.Start;
            foreach (var (phase, length) in new[] { ("connect", attempt.Phases.Connect), ("wait", attempt.Phases.Wait), ("read", attempt.Phases.Read) })
            {
                if (length > TimeSpan.Zero)
                {
                    yield return new Segment(phase, Share(start, scale), Share(length, scale));
                }

                start += length;
            }
        }
    }

    /// <param name="Phase">The phase, which is also the class that colours it.</param>
    /// <param name="X">Where it begins.</param>
    /// <param name="Width">How long it is.</param>
    public readonly record struct Segment(string Phase, string X, string Width);
}
