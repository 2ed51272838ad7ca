using System.Globalization;
using Aggregator.Core.Aggregation;
using Aggregator.Core.Fetching;

namespace Aggregator.Web.Presentation;

/// <summary>The bars of the waterfall, as shares of one scale that all rows have in common.</summary>
internal static class Bars
{
    /// <summary>The class of what ran beside another attempt that counts.</summary>
    public const string Beside = "beside";

    /// <summary>A scale has a length even where nothing took any.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>From the start of the run, or of the earliest call that it joined, to the end of the last one.</summary>
    public static Scale ScaleOf(AggregateResult run)
    {
        var start = TimeSpan.Zero;
        var end = run.Elapsed > Shortest ? run.Elapsed : Shortest;
        foreach (var source in run.Sources)
        {
            start = source.Start < start ? source.Start : start;
            foreach (var attempt in source.Attempts)
            {
                // Of a standby whose call was joined, before that of the source itself.
                start = source.Start + attempt.Start < start ? source.Start + attempt.Start : start;
            }

            end = source.Start + source.Duration > end ? source.Start + source.Duration : end;
        }

        return new Scale(start, end);
    }

    /// <summary>Every attempt with its phases; phases without a length are left out. What ran beside another attempt has a bar below that one's.</summary>
    public static List<Segment> Of(SourceResult source, Scale scale)
    {
        var segments = new List<Segment>(3 * source.Attempts.Count);
        foreach (var attempt in source.Attempts)
        {
            var start = source.Start + attempt.Start;
            Add("connect", attempt.Phases.Connect);
            Add("wait", attempt.Phases.Wait);
            Add("read", attempt.Phases.Read);

            void Add(string phase, TimeSpan length)
            {
                if (length > TimeSpan.Zero)
                {
                    segments.Add(new(attempt.IsBeside ? $"{phase} {Beside}" : phase, scale.At(start), scale.Share(length)));
                }

                start += length;
            }
        }

        return segments;
    }

    /// <param name="Start">The left edge, from the start of the run.</param>
    /// <param name="End">The right edge, from the start of the run.</param>
    public readonly record struct Scale(TimeSpan Start, TimeSpan End)
    {
        /// <summary>Where a time of the run stands: <c>12.34%</c>.</summary>
        public string At(TimeSpan time) => Share(time - Start);

        /// <summary>How much of the width a length takes: <c>12.34%</c>.</summary>
        public string Share(TimeSpan length)
        {
            var hundredths = (long)Math.Round(10_000d * length.Ticks / (End - Start).Ticks, MidpointRounding.AwayFromZero);
            var sign = hundredths < 0 ? "-" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(hundredths) / 100}.{Math.Abs(hundredths) % 100:D2}%");
        }
    }

    /// <param name="Classes">The phase, and what else colours it.</param>
    /// <param name="X">Where it begins.</param>
    /// <param name="Width">How long it is.</param>
    public readonly record struct Segment(string Classes, string X, string Width);
}
