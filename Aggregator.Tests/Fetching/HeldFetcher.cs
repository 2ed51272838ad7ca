using System.Threading.Channels;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Holds every call until the test ends it.</summary>
internal sealed class HeldFetcher : ISourceFetcher
{
    private readonly Channel<HeldCall> _calls = Channel.CreateUnbounded<HeldCall>();

    /// <summary>Runs in the flow of each call, before it is held.</summary>
    public Action<SourceCall>? OnCall { get; init; }

    /// <summary>How many calls were made that the test has not taken yet.</summary>
    public int Untaken => _calls.Reader.Count;

    public Task<SourceResult> FetchAsync(SourceCall call, CancellationToken cancellationToken)
    {
        OnCall?.Invoke(call);
        var held = new HeldCall(call, cancellationToken);
        Assert.True(_calls.Writer.TryWrite(held));
        return held.Answer.Task;
    }

    /// <summary>The next call, once it is made.</summary>
    public async Task<HeldCall> NextAsync() => await _calls.Reader.ReadAsync(TestContext.Current.CancellationToken);

    internal sealed record HeldCall(SourceCall Call, CancellationToken Token)
    {
        public TaskCompletionSource<SourceResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
