using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Aggregator.Soak;

/// <summary>The application, published as for people and started as a process of its own on a free port of the loopback interface.</summary>
internal sealed partial class Application : IAsyncDisposable
{
    private const int MostErrorsKept = 20;

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _errors = [];

    private Application(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["Aggregator.Web.dll", "--environment", "Production", "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    /// <summary>How many lines its log has.</summary>
    public int LogLines { get; private set; }

    /// <summary>Lines of its log that are errors, and what it wrote to standard error.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Starts what was published, and gives its address when it listens.</summary>
    public static async Task<(Application Application, Uri Address)> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var application = new Application(folder);
        try
        {
            var ended = application._process.WaitForExitAsync(cancellationToken);
            await Task.WhenAny(application._address.Task, ended);
            cancellationToken.ThrowIfCancellationRequested();
            return application._address.Task.IsCompleted
                ? (application, await application._address.Task)
                : throw new InvalidOperationException($"The application did not start. {string.Join('\n', application.Errors)}");
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to stop, as a service manager does, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var limit = new CancellationTokenSource(LongestStop);
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(limit.Token);
        }

        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        LogLines++;
        if (Listening().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(new Uri(match.Groups["address"].Value));
        }

        if (line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal) || line.Contains("\"LogLevel\":\"Critical\"", StringComparison.Ordinal))
        {
            Keep(line);
        }
    }

    private void Keep(string? line)
    {
        if (line is not null && _errors.Count < MostErrorsKept)
        {
            _errors.Enqueue(line);
        }
    }

    [GeneratedRegex("Now listening on: (?<address>http://[0-9.:]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
