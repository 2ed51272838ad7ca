using System.Runtime.CompilerServices;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>How long each source usually takes: the median of its last good calls. An API that gets slow is in trouble before it fails.</summary>
internal sealed class UsualDurations
{
    /// <summary>A call that takes so many times as long as usual is slow.</summary>
    private const int SlowFactor = 10;

    /// <summary>With fewer calls nothing is usual yet.</summary>
    private const int Fewest = 8;

    /// <summary>What nobody would call slow, however quick the API is otherwise.</summary>
    private static readonly TimeSpan ShortestSlow = TimeSpan.FromMilliseconds(250);

    private readonly ConditionalWeakTable<Source, Window> _windows = [];

    /// <summary>Counts a good call, and tells whether it was slow. What stays slow becomes usual.</summary>
    public bool IsSlow(Source source, TimeSpan duration)
    {
        var usual = _windows.GetValue(source, static _ => new Window()).Add(duration);
        return duration >= ShortestSlow && duration >= usual * SlowFactor;
    }

    private sealed class Window
    {
        private readonly TimeSpan[] _last = new TimeSpan[2 * Fewest];
        private readonly Lock _lock = new();
        private int _count;

        /// <summary>Adds a duration; the median of those before it, or the longest time there is while there are too few.</summary>
        public TimeSpan Add(TimeSpan duration)
        {
            lock (_lock)
            {
                var known = Math.Min(_count, _last.Length);
                Span<TimeSpan> sorted = stackalloc TimeSpan[known];
                _last.AsSpan(0, known).CopyTo(sorted);
                sorted.Sort();
                _last[_count++ % _last.Length] = duration;
                return known < Fewest ? TimeSpan.MaxValue / SlowFactor : sorted[known / 2];
            }
        }
    }
}
