using System.Globalization;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;

namespace Aggregator.Web.Presentation;

/// <summary>The bars of the waterfall, as shares of one scale that all rows have in common.</summary>
internal static class Bars
{
    /// <summary>The class of what ran beside another attempt that counts.</summary>
    public const string Beside = "beside";

    /// <summary>From the start of the run, or of the earliest call that it joined, to the end of the last one.</summary>
    public static Scale ScaleOf(AggregateResult run)
    {
        var start = run.Sources.Select(source => source.Start).Append(TimeSpan.Zero).Min();
        var end = run.Sources.Select(source => source.Start + source.Duration).Append(run.Elapsed).Append(TimeSpan.FromMilliseconds(1)).Max();
        return new Scale(start, end);
    }

    /// <summary>Every attempt with its phases; phases without a length are left out. What ran beside another attempt has a bar below that one's.</summary>
    public static IEnumerable<Segment> Of(SourceResult source, Scale scale)
    {
        foreach (var attempt in source.Attempts)
        {
            var start = source.Start + attempt.Start;
            foreach (var (phase, length) in new[] { ("connect", attempt.Phases.Connect), ("wait", attempt.Phases.Wait), ("read", attempt.Phases.Read) })
            {
                if (length > TimeSpan.Zero)
                {
                    yield return new Segment(attempt.IsBeside ? $"{phase} {Beside}" : phase, scale.At(start), scale.Share(length));
                }

                start += length;
            }
        }
    }

    /// <param name="Start">The left edge, from the start of the run.</param>
    /// <param name="End">The right edge, from the start of the run.</param>
    public readonly record struct Scale(TimeSpan Start, TimeSpan End)
    {
        /// <summary>Where a time of the run stands: <c>12.34%</c>.</summary>
        public string At(TimeSpan time) => Share(time - Start);

        /// <summary>How much of the width a length takes: <c>12.34%</c>.</summary>
        public string Share(TimeSpan length) => (length / (End - Start)).ToString("0.00%", CultureInfo.InvariantCulture);
    }

    /// <param name="Classes">The phase, and what else colours it.</param>
    /// <param name="X">Where it begins.</param>
    /// <param name="Width">How long it is.</param>
    public readonly record struct Segment(string Classes, string X, string Width);
}
