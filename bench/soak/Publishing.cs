using System.Diagnostics;

namespace Aggregator.Soak;

/// <summary>Programs of this repository, compiled as for people.</summary>
internal static class Publishing
{
    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aggregator.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("This program does not stand in the repository.");
        }

        return folder.FullName;
    }

    /// <summary>Compiles a project as a release into a folder.</summary>
    public static async Task PublishAsync(string project, string folder, CancellationToken cancellationToken)
    {
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine(Root(), project), "-c", "Release", "-o", folder, "--nologo", "-v", "quiet"]))!;
        try
        {
            await publish.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            publish.Kill(entireProcessTree: true);
            throw;
        }

        if (publish.ExitCode is not 0)
        {
            throw new InvalidOperationException($"{project} cannot be published.");
        }
    }
}
