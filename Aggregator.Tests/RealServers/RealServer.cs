using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.RealServers;

/// <summary>
/// A server from the system's packages, as a process of the tests' own: at an address of loopback that nobody else uses, in a folder that goes with it. A
/// service that the package has started elsewhere is left alone.
/// </summary>
/// <param name="program">The program's name.</param>
/// <param name="package">Debian's package that has it.</param>
internal sealed class RealServer(string program, string package) : IDisposable
{
    /// <summary>Below the ports that the system gives away.</summary>
    private const int FirstPort = 18740;

    private static readonly TimeSpan FarTooLong = TimeSpan.FromSeconds(60);
    private static readonly string[] Places = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"];

    private readonly int _host = RandomNumberGenerator.GetInt32(1 << 16);
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ConcurrentQueue<string?> _errors = [];
    private Process? _process;

    /// <summary>Where it keeps its files, and what it is to serve.</summary>
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory($"aggregator-{program}-");

    private string? Path => OperatingSystem.IsLinux() ? Places.Select(place => System.IO.Path.Combine(place, program)).FirstOrDefault(File.Exists) : null;

    /// <summary>Its address, for a test that needs it.</summary>
    public Uri Address
    {
        get
        {
            Require();
            return Url();
        }
    }

    /// <summary>Skips the test where there is no such program; fails it where nothing may be skipped.</summary>
    public void Require() => RealPart.Require(Path is not null, $"There is no {program} (Debian: apt-get install {package}).");

    /// <summary>One of its addresses, each on a port of its own.</summary>
    public Uri Url(int port = 0, string scheme = "http") =>
        new(string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.{_host >> 8}.{_host & 255}.4:{FirstPort + port}"));

    /// <summary>Starts it, and returns when it answers that path with a success; does nothing where there is no such program.</summary>
    public async Task StartAsync(string ready, params string[] arguments)
    {
        if (Path is null)
        {
            return;
        }

        var start = new ProcessStartInfo(Path, arguments) { UseShellExecute = false, WorkingDirectory = Folder.FullName, RedirectStandardError = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data);
        _process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(FarTooLong);
        while (!await AnswersAsync(ready, limit.Token))
        {
            if (_process.HasExited || limit.IsCancellationRequested)
            {
                Stop();
                Assert.Fail($"{program} does not serve: {string.Join('\n', _errors)}");
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>What it answers to anybody.</summary>
    public async Task<string> AskAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path)) { Content = body is null ? null : new StringContent(body) };
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{program} answered {path} with {response.StatusCode}.");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Stop();
        _process?.Dispose();
        _client.Dispose();
        Folder.Delete(recursive: true);
    }

    private void Stop()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
    }

    private async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Url(), path));
            using var response = await _client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
