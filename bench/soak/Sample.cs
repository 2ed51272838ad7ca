using System.Globalization;

namespace Aggregator.Soak;

/// <summary>What a process holds at one moment.</summary>
/// <param name="At">The time since the first viewer came.</param>
/// <param name="MegaBytes">Its resident memory, in MB.</param>
/// <param name="Descriptors">Its open files and sockets.</param>
/// <param name="Threads">Its threads.</param>
internal sealed record Sample(TimeSpan At, double MegaBytes, int Descriptors, int Threads)
{
    /// <summary>Reads it from Linux's /proc.</summary>
    public static async Task<Sample> ReadAsync(int processId, TimeSpan at)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}");
        var status = (await File.ReadAllLinesAsync(Path.Combine(folder, "status")))
            .Select(line => line.Split(':'))
            .ToDictionary(line => line[0], line => line[1].Trim().Split(' ')[0], StringComparer.Ordinal);
        return new Sample(
            at,
            double.Parse(status["VmRSS"], CultureInfo.InvariantCulture) * 1024 / 1_000_000,
            Directory.EnumerateFileSystemEntries(Path.Combine(folder, "fd")).Count(),
            int.Parse(status["Threads"], CultureInfo.InvariantCulture));
    }
}
