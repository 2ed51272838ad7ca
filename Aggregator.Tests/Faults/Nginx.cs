using System.Diagnostics;
using Aggregator.Compare;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Faults;

/// <summary>A real nginx in front of replicas, set up as docs/running.md says.</summary>
internal sealed class Nginx : IDisposable
{
    private static readonly string[] Places = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aggregator-nginx-");
    private readonly Process _process;

    private Nginx(string program, string configuration)
    {
        var file = Path.Combine(_folder.FullName, "nginx.conf");
        File.WriteAllText(file, Configuration(_folder, configuration));
        _process = Process.Start(new ProcessStartInfo(program, ["-p", _folder.FullName, "-c", file, "-e", $"{_folder}/error.log"]) { UseShellExecute = false })
            ?? throw new InvalidOperationException("nginx did not start.");
    }

    /// <summary>Starts it with the documented configuration, in which other addresses stand for the documented ones.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="replicas">The replicas.</param>
    public static Nginx Start(Uri address, params Uri[] replicas)
    {
        var program = Array.Find(Places, File.Exists);
        RealPart.Require(program is not null, "There is no nginx (Debian: apt-get install nginx-light).");
        var configuration = Assert.Single(Repository.Blocks(Repository.Read("docs/running.md"), "nginx"));
        configuration = Replace(configuration, "listen 80;", $"listen {address.Authority};");
        foreach (var (i, replica) in replicas.Index())
        {
            configuration = Replace(configuration, $"server 10.0.0.1{i + 1}:5080", $"server {replica.Authority}");
        }

        return new Nginx(program!, configuration);
    }

    /// <summary>A whole configuration, with everything that nginx writes in that folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="http">What stands in the block <c>http</c>.</param>
    public static string Configuration(DirectoryInfo folder, string http) => NginxFile.Text(folder.FullName, "1", 4096, http);

    /// <summary>What it had to complain about.</summary>
    public string Errors => File.ReadAllText(Path.Combine(_folder.FullName, "error.log"));

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Replace(string text, string old, string replacement)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }
}
