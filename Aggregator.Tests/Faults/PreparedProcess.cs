using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Aggregator.Tests.Support;

namespace Aggregator.Tests.Faults;

/// <summary>
/// The application as a process in a world that a shell has prepared. It is asked through a Unix socket, which can be reached from every network
/// namespace and is found without reading the log.
/// </summary>
internal sealed class PreparedProcess : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aggregator-");
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly HttpMessageInvoker _client;
    private readonly Process _process;

    private PreparedProcess(string[] shell, string preparation, string output, (string Key, string Value)[] environment)
    {
        _limit.CancelAfter(TimeSpan.FromSeconds(60));
        var script = $"set -e; {preparation}\nexec dotnet '{WebProcess.Program}' --urls \"${{listen}}http://unix:{Socket}\" >'{output}' 2>&1";
        var start = new ProcessStartInfo(shell[0], [.. shell[1..], "-c", script]) { UseShellExecute = false, WorkingDirectory = _folder.FullName };
        WebProcess.Set(start, environment);
        _process = Process.Start(start) ?? throw new InvalidOperationException("The shell did not start.");
        _client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = int.MaxValue,
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
    }

    private string Socket => Path.Combine(_folder.FullName, "socket");

    /// <summary>Starts the application, and returns when it answers.</summary>
    /// <param name="shell">The shell, with what it is to be started by.</param>
    /// <param name="preparation">What the shell does before. Further addresses to listen on go to its variable <c>listen</c>, each with a semicolon after it.</param>
    /// <param name="output">The file that the application's output goes to, in its folder.</param>
    /// <param name="environment">Settings.</param>
    public static async Task<PreparedProcess> StartAsync(
        string[] shell, string preparation, string output, params (string Key, string Value)[] environment)
    {
        var process = new PreparedProcess(shell, preparation, output, environment);
        try
        {
            while (!await process.AnswersAsync())
            {
                await Task.Delay(20, process._limit.Token);
            }

            return process;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://localhost{path}"));
        var response = await _client.SendAsync(request, _limit.Token);
        await response.Content.LoadIntoBufferAsync(_limit.Token);
        return response;
    }

    /// <summary>The board <c>default</c>, good or bad.</summary>
    public async Task<JsonElement> GetBoardAsync()
    {
        using var response = await GetAsync("/api/boards/default");
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(_limit.Token)).RootElement;
    }

    /// <summary>Asks the application to stop.</summary>
    public async Task SignalAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(_limit.Token);
    }

    /// <summary>Writes a file in the application's folder, all at once.</summary>
    public async Task ReplaceAsync(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync($"{file}.new", text, _limit.Token);
        File.Move($"{file}.new", file, overwrite: true);
    }

    /// <summary>Waits until a file in the application's folder holds this.</summary>
    public async Task UntilAsync(string name, string text)
    {
        while (!(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, name), _limit.Token)).Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(20, _limit.Token);
        }
    }

    /// <summary>Waits for the end; how it ended.</summary>
    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(_limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _client.Dispose();
        _limit.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The application ended with {_process.ExitCode}.");
        }

        try
        {
            using var response = await GetAsync("/livez");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
