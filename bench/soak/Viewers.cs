using System.Security.Cryptography;

namespace Aggregator.Soak;

/// <summary>People and programs who come at an even rate, each for something else, and take connections from a common pool as browsers do.</summary>
internal sealed class Viewers(Uri application, SoakBoards boards, Tally tally) : IDisposable
{
    private const int MostAtOnce = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RampUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestStay = TimeSpan.FromMilliseconds(600);

    /// <summary>How often each comes, of a hundred.</summary>
    private static readonly (VisitKind Kind, int Share)[] Mix =
    [
        (VisitKind.Page, 30),
        (VisitKind.WholePage, 5),
        (VisitKind.Embed, 10),
        (VisitKind.Json, 20),
        (VisitKind.Events, 10),
        (VisitKind.HtmlEvents, 5),
        (VisitKind.Badge, 5),
        (VisitKind.Leaver, 10),
        (VisitKind.Live, 5),
    ];

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
    private int _here;

    /// <summary>Sends viewers, few at first because the application has still to be compiled, until the time is up, and waits for the last.</summary>
    public async Task ComeAsync(int rate, CancellationToken stop)
    {
        var all = new List<Task>();
        var began = TimeProvider.System.GetTimestamp();
        for (var due = TimeSpan.Zero; !stop.IsCancellationRequested; due += Pause(due, rate))
        {
            var early = due - TimeProvider.System.GetElapsedTime(began);
            await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Volatile.Read(ref _here) >= MostAtOnce)
            {
                tally.NotSent++;
                continue;
            }

            all.Add(VisitAsync());
            if (all.Count > MostAtOnce * 2)
            {
                all.RemoveAll(visit => visit.IsCompleted);
            }
        }

        await Task.WhenAll(all);
    }

    public void Dispose() => _client.Dispose();

    private static TimeSpan Pause(TimeSpan now, int rate) => TimeSpan.FromSeconds(1) / (rate * Math.Clamp(now / RampUp, 0.05, 1));

    private async Task VisitAsync()
    {
        var (kind, board) = (RandomKind(), RandomBoard());
        var began = TimeProvider.System.GetTimestamp();
        string? failure;
        Interlocked.Increment(ref _here);
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            failure = kind is VisitKind.Leaver ? await LeaveInTheMiddleAsync(board) : await GetAsync(kind, board, patience.Token);
        }
        catch (OperationCanceledException)
        {
            failure = "no answer within 30 s";
        }
        catch (Exception e)
        {
            failure = e.GetBaseException().Message;
        }
        finally
        {
            Interlocked.Decrement(ref _here);
        }

        tally.Add(new Visit(kind, board, TimeProvider.System.GetElapsedTime(began), failure));
    }

    private async Task<string?> GetAsync(VisitKind kind, SoakBoard board, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(application, Path(kind, board)));
        using var response = await _client.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return Inspection.Inspect(kind, board, response.StatusCode, body);
    }

    /// <summary>The connection is closed at any moment: before the answer, within it, or after it.</summary>
    private async Task<string?> LeaveInTheMiddleAsync(SoakBoard board)
    {
        var kind = RandomNumberGenerator.GetInt32(3) switch { 0 => VisitKind.Page, 1 => VisitKind.Json, _ => VisitKind.Events };
        using var leave = new CancellationTokenSource(LongestStay * RandomNumberGenerator.GetInt32(1000) / 1000);
        try
        {
            return await GetAsync(kind, board, leave.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static string Path(VisitKind kind, SoakBoard board) => kind switch
    {
        VisitKind.Page => $"/boards/{board.Name}",
        VisitKind.WholePage => $"/boards/{board.Name}?stream=off",
        VisitKind.Embed => $"/embed/{board.Name}",
        VisitKind.Json => $"/api/boards/{board.Name}",
        VisitKind.Events => $"/api/boards/{board.Name}/events",
        VisitKind.HtmlEvents => $"/api/boards/{board.Name}/events?format=html",
        VisitKind.Badge => $"/badge/{board.Name}.svg",
        _ => "/livez",
    };

    private static VisitKind RandomKind()
    {
        var number = RandomNumberGenerator.GetInt32(100);
        return Mix.First(entry => (number -= entry.Share) < 0).Kind;
    }

    /// <summary>Half of the views meet one fault, a few meet all of them at once.</summary>
    private SoakBoard RandomBoard() => RandomNumberGenerator.GetInt32(100) switch
    {
        < 30 => boards.Calm,
        < 47 => boards.Paused,
        < 50 => boards.Everything,
        _ => boards.Single[RandomNumberGenerator.GetInt32(boards.Single.Count)],
    };
}
