using System.Diagnostics;
using System.Globalization;
using System.Net;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Faults;

/// <summary>One of several processes of the application, at an address of its own, that can be killed and started again.</summary>
internal sealed class Replica(Uri address, params (string Key, string Value)[] environment) : IDisposable
{
    private static readonly TimeSpan FarTooLong = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aggregator-");
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
    private Process? _process;

    public Uri Address => address;

    /// <summary>Starts it, and returns when it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [WebProcess.Program, "--urls", address.OriginalString])
        {
            UseShellExecute = false,
            WorkingDirectory = _folder.FullName,
        };
        WebProcess.Set(start, environment);
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        while (!await IsReadyAsync(cancellationToken))
        {
            Assert.False(_process.HasExited, "The application ended.");
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Sends KILL, or TERM, which must end in order, and waits for the end; gives the moments between which that happened.</summary>
    public async Task<(long Before, long After)> EndAsync(string signal, CancellationToken cancellationToken)
    {
        var process = _process!;
        _process = null;
        using (process)
        {
            var before = TimeProvider.System.GetTimestamp();
            using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).WaitAsync(FarTooLong, cancellationToken);
            Assert.Equal(signal is "TERM" ? 0 : 128 + 9, process.ExitCode);
            return (before, TimeProvider.System.GetTimestamp());
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process?.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/readyz"));
            using var response = await _client.SendAsync(request, cancellationToken);
            return response.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
