namespace Aggregator.Soak;

/// <summary>All visits of a run.</summary>
internal sealed class Tally
{
    private readonly Lock _lock = new();
    private readonly List<Visit> _visits = [];

    /// <summary>Viewers who could not be sent because too many were waiting already.</summary>
    public int NotSent { get; set; }

    public IReadOnlyList<Visit> Visits
    {
        get
        {
            lock (_lock)
            {
                return [.. _visits];
            }
        }
    }

    public void Add(Visit visit)
    {
        lock (_lock)
        {
            _visits.Add(visit);
        }
    }
}
