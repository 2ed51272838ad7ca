using System.Globalization;

namespace Aggregator.Compare;

/// <summary>What a process and those that it started have used and hold, as Linux's /proc tells.</summary>
/// <param name="Cpu">The processor time since they began, their own and the kernel's for them.</param>
/// <param name="Bytes">Their resident memory; what they share counts for each.</param>
internal readonly record struct ProcessTree(TimeSpan Cpu, long Bytes)
{
    /// <summary>Linux tells times in hundredths of a second, whatever the kernel counts in.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public static ProcessTree Read(int processId)
    {
        var stats = Directory.EnumerateDirectories("/proc")
            .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .Select(ReadStat)
            .OfType<string>();
        return Of(processId, stats);
    }

    /// <summary>The same from what /proc/…/stat says of all processes.</summary>
    public static ProcessTree Of(int processId, IEnumerable<string> stats)
    {
        var processes = stats.Select(Stat.Parse).ToLookup(stat => stat.Parent);
        var all = processes.SelectMany(children => children).ToDictionary(stat => stat.Id);
        if (!all.TryGetValue(processId, out var root))
        {
            throw new InvalidOperationException("The process has ended.");
        }

        var tree = new ProcessTree();
        var rest = new Stack<Stat>([root]);
        while (rest.TryPop(out var stat))
        {
            tree = new ProcessTree(tree.Cpu + (stat.Ticks * Tick), tree.Bytes + (stat.Pages * Environment.SystemPageSize));
            foreach (var child in processes[stat.Id])
            {
                rest.Push(child);
            }
        }

        return tree;
    }

    private static string? ReadStat(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }

    /// <summary>One line of /proc/…/stat (proc_pid_stat(5)).</summary>
    private readonly record struct Stat(int Id, int Parent, long Ticks, long Pages)
    {
        public static Stat Parse(string line)
        {
            // The name stands in parentheses, and may have blanks and parentheses of its own.
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return new Stat(
                (int)Number(line[..line.IndexOf(' ', StringComparison.Ordinal)]), (int)Number(fields[1]), Number(fields[11]) + Number(fields[12]), Number(fields[21]));
        }

        private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }
}
