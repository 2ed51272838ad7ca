namespace Aggregator.Soak;

/// <summary>One soak, from start to stop.</summary>
internal static class Trial
{
    private const int FewestSamples = 8;

    private static readonly TimeSpan BetweenSamples = TimeSpan.FromSeconds(1);

    /// <summary>Publishes and starts the application beside a fault server, sends viewers, and stops everything; null where that was ended early.</summary>
    public static async Task<SoakRun?> RunAsync(SoakOptions options, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("aggregator-soak-");
        try
        {
            Console.WriteLine("Publishing the application …");
            await Publishing.PublishAsync("Aggregator.Web", folder.FullName, stop);
            await using var server = await FaultServer.StartAsync();
            var boards = new SoakBoards(server);
            await boards.WriteAsync(Path.Combine(folder.FullName, "appsettings.Production.json"));
            var (application, address) = await Application.StartAsync(folder.FullName, stop);
            await using (application)
            {
                return await RunAsync(options, application, address, boards, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<SoakRun?> RunAsync(SoakOptions options, Application application, Uri address, SoakBoards boards, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(options.Duration);
        var tally = new Tally();
        using var viewers = new Viewers(address, boards, tally);
        var began = TimeProvider.System.GetTimestamp();
        var coming = viewers.ComeAsync(options.Rate, end.Token);
        var samples = await WatchAsync(application, tally, began, end.Token);
        var elapsed = TimeProvider.System.GetElapsedTime(began);
        await end.CancelAsync();
        await coming;
        var exitCode = await application.StopAsync();
        return stop.IsCancellationRequested || samples.Count < FewestSamples
            ? null
            : new SoakRun(elapsed, tally.Visits, tally.NotSent, samples, application.Errors, application.LogLines, exitCode);
    }

    private static async Task<List<Sample>> WatchAsync(Application application, Tally tally, long began, CancellationToken end)
    {
        var samples = new List<Sample>();
        using var timer = new PeriodicTimer(BetweenSamples);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                samples.Add(await Sample.ReadAsync(application.ProcessId, TimeProvider.System.GetElapsedTime(began)));
                if (samples.Count % 10 == 0)
                {
                    var visits = tally.Visits;
                    Console.WriteLine($"{samples[^1].At:hh\\:mm\\:ss}  {visits.Count} visits, {visits.Count(visit => visit.Failure is not null)} failed; "
                        + $"{samples[^1].MegaBytes:0} MB, {samples[^1].Descriptors} descriptors, {samples[^1].Threads} threads");
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The time is up, somebody has had enough, or the application has ended by itself; its exit code will tell.
        }

        return samples;
    }
}
