namespace Aggregator.Compare;

/// <summary>Lets viewers come to a server, and measures.</summary>
internal sealed class Drive(Api api, CancellationToken cancellationToken)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>So many viewers ask a process for a page, each anew as soon as it has come.</summary>
    public async Task<Load> RunAsync(int processId, Uri page, int viewers, TimeSpan time)
    {
        var calls = await api.CountAsync(cancellationToken);
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
        return new Load(
            pages,
            said.GetProperty("failed").GetInt64(),
            pages / (said.GetProperty("microseconds").GetInt64() / 1e6),
            (after.Cpu - before.Cpu).TotalMilliseconds / pages,
            Milliseconds("p50"),
            Milliseconds("p99"),
            Milliseconds("slowest"),
            before.Bytes,
            highest,
            (await api.CountAsync(cancellationToken) - calls - 1.0) / pages);

        double Milliseconds(string name) => said.GetProperty(name).GetDouble() / 1000;
    }
}
