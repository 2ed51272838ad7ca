namespace Aggregator.Core.Fetching;

/// <summary>
/// Single-flight: runs that want the same call while it is under way wait for that one. A run that leaves takes nothing from the others; when the last
/// one leaves, the call is cancelled. A call that has ended is never given to anybody else: this is no cache.
/// </summary>
internal sealed class SharedFetcher(ISourceFetcher fetcher) : ISourceFetcher
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CallKey, SharedCall> _underWay = [];

    public Task<SourceResult> FetchAsync(SourceCall call, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<SourceResult>(cancellationToken)
        : call.Source.IsShared ? ShareAsync(call, cancellationToken)
        : fetcher.FetchAsync(call, cancellationToken);

    private async Task<SourceResult> ShareAsync(SourceCall call, CancellationToken cancellationToken)
    {
        var shared = JoinOrStart(call);
        try
        {
            return call.AsSeenByRun(await shared.End.Task.WaitAsync(cancellationToken));
        }
        finally
        {
            Leave(shared);
        }
    }

    private SharedCall JoinOrStart(SourceCall call)
    {
        var key = new CallKey(call.Source, call.Inputs);
        SharedCall? shared;
        lock (_lock)
        {
            if (_underWay.TryGetValue(key, out shared))
            {
                shared.Waiting++;
                call.Join(shared.Call);
                return shared;
            }

            shared = new SharedCall(key, call);
            _underWay.Add(key, shared);
        }

        // In a flow of its own: the request of the viewer who happens to be first is neither seen by a call that others wait for nor kept alive by it.
        ThreadPool.UnsafeQueueUserWorkItem(static start => _ = start.Fetcher.RunAsync(start.Shared), (Fetcher: this, Shared: shared), preferLocal: false);
        return shared;
    }

    private async Task RunAsync(SharedCall shared)
    {
        using var trace = shared.ContinueTrace();
        try
        {
            var result = await fetcher.FetchAsync(shared.Call, shared.Abandoned);
            Forget(shared);
            shared.End.SetResult(result);
        }
        catch (Exception e)
        {
            Forget(shared);
            shared.End.SetException(e);

            // An abandoned call has nobody who would look at its exception.
            _ = shared.End.Task.Exception;
        }
    }

    private void Leave(SharedCall shared)
    {
        bool isUnderWay;
        lock (_lock)
        {
            shared.Waiting--;
            if (shared.Waiting > 0)
            {
                return;
            }

            isUnderWay = Forget(shared);
        }

        if (isUnderWay)
        {
            shared.Abandon();
        }

        shared.Dispose();
    }

    /// <summary>From here on nobody can join; false where that was so already.</summary>
    private bool Forget(SharedCall shared)
    {
        lock (_lock)
        {
            return _underWay.TryGetValue(shared.Key, out var current) && current == shared && _underWay.Remove(shared.Key);
        }
    }
}
