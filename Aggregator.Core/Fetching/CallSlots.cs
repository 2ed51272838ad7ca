using System.Runtime.CompilerServices;
using Aggregator.Core.Sources;

namespace Aggregator.Core.Fetching;

/// <summary>How many calls of each source are under way at once. The rest wait in the order in which they came, as long as they have time.</summary>
internal sealed class CallSlots
{
    private readonly ConditionalWeakTable<Source, SemaphoreSlim> _free = [];

    /// <summary>Waits for a slot. Its disposal frees the slot for the next call.</summary>
    public async ValueTask<Slot> TakeAsync(SourceCall call, CancellationToken cancellationToken)
    {
        var free = _free.GetValue(call.Source, static source => new SemaphoreSlim(source.MaxConcurrency));
        var turn = free.WaitAsync(cancellationToken);
        call.Progress.IsQueued = !turn.IsCompleted;
        await turn;
        call.Progress.IsQueued = false;
        return new Slot(free);
    }

    internal readonly record struct Slot(SemaphoreSlim Free) : IDisposable
    {
        public void Dispose() => Free.Release();
    }
}
