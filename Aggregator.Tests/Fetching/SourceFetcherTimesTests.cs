using Aggregator.Core.Fetching;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Fetching;

/// <summary>
/// The figures are those of an observer on the wire, to the tick: the server turns the clock between the parts of its answer, and nothing else does.
/// </summary>
public sealed class SourceFetcherTimesTests
{
    private static readonly TimeSpan BeforeTheHeaders = TimeSpan.FromMilliseconds(1234.5);
    private static readonly TimeSpan BeforeTheBody = TimeSpan.FromMilliseconds(678.9);
    private static readonly TimeSpan BeforeTheCall = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task FetchAsync_ServerTurnsTheClock_TellsExactlyWhereTheTimeWent()
    {
        var time = new FakeTime();
        SourceCall? call = null;
        await using var host = new FetcherHost(time);
        await using var server = new RawServer(async connection =>
        {
            time.Advance(BeforeTheHeaders);
            await connection.SendAsync(Answer.Head(200, "Content-Length: 1", "Content-Type: application/json"));
            while (call!.Progress.CurrentAttempt()?.Status is null)
            {
                await Task.Yield();
            }

            time.Advance(BeforeTheBody);
            await connection.SendAsync("1");
        });
        var runStartedAt = time.GetTimestamp();
        time.Advance(BeforeTheCall);
        call = new SourceCall(FetcherHost.Source(server.Url), time, runStartedAt, TimeSpan.FromSeconds(30));

        var result = await host.FetchAsync(call, TestContext.Current.CancellationToken);

        Assert.Equal(BeforeTheCall, result.Start);
        Assert.Equal(new Phases(TimeSpan.Zero, BeforeTheHeaders, BeforeTheBody, TimeSpan.Zero), result.Phases);
        Assert.Equal(BeforeTheHeaders + BeforeTheBody, Assert.Single(result.Attempts).Duration);
        Assert.Equal(TimeSpan.Zero, result.Attempts[0].Start);
        Assert.Equal(BeforeTheHeaders + BeforeTheBody, result.Duration);
    }
}
