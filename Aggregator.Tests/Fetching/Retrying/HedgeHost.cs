using Aggregator.Core.Configuration;
using Aggregator.Core.Fetching;
using Aggregator.Core.Sources;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching.Retrying;

/// <summary>A source that asks twice, its server, and a clock that stands still unless a test turns it.</summary>
internal sealed class HedgeHost : IAsyncDisposable
{
    public static readonly TimeSpan After = TimeSpan.FromMilliseconds(100);

    private readonly FetcherHost _host;
    private SourceCall? _last;

    /// <summary>Starts the server.</summary>
    /// <param name="plan">What to do for the first request, for the second, and so on.</param>
    public HedgeHost(params Func<RawConnection, Task>[] plan)
    {
        _host = new FetcherHost(Time);
        Server = new RawServer(plan) { Rest = connection => Next?.Invoke(connection) ?? throw new InvalidOperationException("Nobody planned for this request.") };
    }

    /// <summary>What to do for each request after the planned ones; null where there are none.</summary>
    public Func<RawConnection, Task>? Next { get; set; }

    public FakeTime Time { get; } = new();

    public RawServer Server { get; }

    public Source Source(Action<SourceOptions>? configure = null) => FetcherHost.Source(Server.Url, options =>
    {
        options.Hedge.After = After.ToString();
        configure?.Invoke(options);
    });

    public SourceCall Call(Source source, TimeSpan? deadline = null) => new(source, Time, Time.GetTimestamp(), deadline ?? TimeSpan.FromSeconds(30));

    public Task<SourceResult> FetchAsync(Source source) => FetchAsync(Call(source), TestContext.Current.CancellationToken);

    public Task<SourceResult> FetchAsync(SourceCall call, CancellationToken cancellationToken) => _host.FetchAsync(call, cancellationToken);

    /// <summary>Turns the clock, and answers.</summary>
    public Func<RawConnection, Task> AnswerAfter(TimeSpan time) => connection =>
    {
        Time.Advance(time);
        return Answer.Json("1")(connection);
    };

    /// <summary>Starts a call that takes long, and waits for its second request.</summary>
    public async Task<Task<SourceResult>> FetchTwiceAsync(Source source, int timers = 2, CancellationToken? cancellationToken = null)
    {
        var seen = Server.Requests.Count;
        var call = FetchAsync(_last = Call(source), cancellationToken ?? TestContext.Current.CancellationToken);
        await SeesAsync(seen + 1);
        await PassesAsync(After, timers);
        await SeesAsync(seen + 2);
        return call;
    }

    /// <summary>Waits until a call would have asked again, and may not.</summary>
    public static Task IsHeldBackAsync(SourceCall call) => Eventually.IsSoAsync(() => call.Progress.IsHeldBack, "Nothing was held back.");

    /// <summary>Waits until one of the two requests has failed.</summary>
    public Task FailsAsync() => Eventually.IsSoAsync(() => _last!.ToFailure(Reason.Deadline).Attempts.Any(attempt => attempt.Failure is not (null or Reason.Deadline)), "No request has failed.");

    /// <summary>Waits until the server has seen so many requests in all.</summary>
    public Task SeesAsync(int requests) => Eventually.IsSoAsync(() => Server.Requests.Count >= requests, "The server has not seen them.");

    /// <summary>Waits until the call waits for something else than the answer, besides its timeout; then the time passes.</summary>
    public async Task PassesAsync(TimeSpan time, int timers = 2)
    {
        await Eventually.IsSoAsync(() => Time.ActiveTimers == timers, "The call waits for something else.");
        Time.Advance(time);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _host.DisposeAsync();
    }
}
