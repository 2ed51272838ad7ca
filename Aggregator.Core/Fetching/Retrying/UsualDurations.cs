using System.Runtime.CompilerServices;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching.Retrying;

/// <summary>
/// How long each source usually takes: the median of its last good calls. An API that gets slow is in trouble before it fails. And how long it takes all but
/// rarely: the 95th percentile of more of them.
/// </summary>
internal sealed class UsualDurations
{
    /// <summary>A call that takes so many times as long as usual is slow.</summary>
    private const int SlowFactor = 10;

    /// <summary>With fewer calls nothing is usual yet.</summary>
    private const int Fewest = 8;

    /// <summary>Of so many calls one is above the 95th percentile; with fewer there is none.</summary>
    private const int FewestForPercentile = 20;

    /// <summary>
    /// A call that takes so many times as long as usual is late at the earliest. Where all calls but a few take about the same time, the 95th percentile is one of
    /// these times, and calls would be late for nothing, at the cost of those that are.
    /// </summary>
    private const double LateFactor = 1.5;

    /// <summary>What nobody would call slow, however quick the API is otherwise.</summary>
    private static readonly TimeSpan ShortestSlow = TimeSpan.FromMilliseconds(250);

    private readonly ConditionalWeakTable<Source, Window> _windows = [];

    /// <summary>Counts a good call, and tells whether it was slow. What stays slow becomes usual.</summary>
    public bool IsSlow(Source source, TimeSpan duration)
    {
        var window = _windows.GetValue(source, static _ => new Window());
        var isSlow = duration >= ShortestSlow && duration >= window.Median() * SlowFactor;
        window.Add(duration);
        return isSlow;
    }

    /// <summary>The median of the last good calls; null while there are too few.</summary>
    public TimeSpan? Usual(Source source) => _windows.TryGetValue(source, out var window) ? window.Median() : null;

    /// <summary>From when on a call is late: the time within which 95 of 100 of the last good calls ended, and no less than half as long again as usual; null while there are too few.</summary>
    public TimeSpan? Late(Source source) =>
        _windows.TryGetValue(source, out var window) && window.Percentile95() is { } percentile && window.Median() * LateFactor is { } earliest
            ? percentile > earliest ? percentile : earliest
            : null;

    private sealed class Window
    {
        private readonly TimeSpan[] _last = new TimeSpan[5 * FewestForPercentile];
        private readonly Lock _lock = new();
        private long _count;

        public void Add(TimeSpan duration)
        {
            lock (_lock)
            {
                _last[_count++ % _last.Length] = duration;
            }
        }

        public TimeSpan? Median() => AtRank(2 * Fewest, Fewest, known => (known / 2) + 1);

        public TimeSpan? Percentile95() => AtRank(_last.Length, FewestForPercentile, known => ((known * 95) + 99) / 100);

        /// <summary>The duration at a rank, from 1, among at most so many of the last ones; null while there are too few.</summary>
        private TimeSpan? AtRank(int most, int fewest, Func<int, int> rank)
        {
            lock (_lock)
            {
                var known = (int)Math.Min(_count, most);
                Span<TimeSpan> sorted = stackalloc TimeSpan[known];
                for (var i = 0; i < known; i++)
                {
                    sorted[i] = _last[(_count - 1 - i) % _last.Length];
                }

                sorted.Sort();
                return known < fewest ? null : sorted[rank(known) - 1];
            }
        }
    }
}
