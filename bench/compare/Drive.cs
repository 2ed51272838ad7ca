namespace Aggregator.Compare;

/// <summary>Lets viewers come to a server, and measures.</summary>
internal sealed class Drive(Api api, CancellationToken cancellationToken)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(20);

    /// <summary>So many viewers ask a process for a page, each anew as soon as it has come.</summary>
    public async Task<Load> RunAsync(int processId, Uri page, int viewers, TimeSpan time)
    {
        var callsBefore = await api.CountAsync(cancellationToken);
        var before = ProcessTree.Read(processId);
        var wrk = Wrk.RunAsync(page, viewers, time, cancellationToken);
        var highest = before.Bytes;
        while (await Task.WhenAny(wrk, Task.Delay(BetweenLooks, cancellationToken)) != wrk)
        {
            highest = Math.Max(highest, ProcessTree.Read(processId).Bytes);
        }

        var said = await wrk;
        var after = ProcessTree.Read(processId);
        var pages = said.GetProperty("pages").GetInt64();
        var calls = await api.CountAsync(cancellationToken) - callsBefore - 1;
        await RestAsync(processId);
        return new Load(
            pages,
            said.GetProperty("failed").GetInt64(),
            pages / (said.GetProperty("microseconds").GetInt64() / 1e6),
            Per((after.Cpu - before.Cpu).TotalMilliseconds),
            Milliseconds("p50"),
            Milliseconds("p99"),
            Milliseconds("slowest"),
            before.Bytes,
            highest,
            Per(calls));

        double Milliseconds(string name) => said.GetProperty(name).GetDouble() / 1000;

        double Per(double all) => pages == 0 ? double.NaN : all / pages;
    }

    /// <summary>Waits until the server has got over what the viewers left behind when they went, so that the next one has the machine to itself.</summary>
    private async Task RestAsync(int processId)
    {
        var began = TimeProvider.System.GetTimestamp();
        var before = ProcessTree.Read(processId).Cpu;
        while (TimeProvider.System.GetElapsedTime(began) < LongestRest)
        {
            await Task.Delay(BetweenLooks, cancellationToken);
            var now = ProcessTree.Read(processId).Cpu;
            if (now - before < BetweenLooks / 10)
            {
                return;
            }

            before = now;
        }
    }
}
