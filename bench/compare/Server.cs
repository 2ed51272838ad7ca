using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Aggregator.Compare;

/// <summary>A process that answers HTTP on a free port of the loopback interface.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(3);

    private readonly Process _process;
    private readonly string _errors = Path.GetTempFileName();

    private Server(ServerPlan plan, int port)
    {
        // What it logs goes nowhere, but it has to write it.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>\"$ERRORS\"", plan.Program, .. plan.Arguments.Select(Filled)])
        {
            UseShellExecute = false,
            WorkingDirectory = plan.Folder,
        };
        foreach (var (key, value) in plan.Environment)
        {
            start.Environment[key] = Filled(value);
        }

        start.Environment["ERRORS"] = _errors;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        _process = Process.Start(start) ?? throw new InvalidOperationException("There is no shell.");

        string Filled(string text) => text.Replace("{port}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    /// <summary>From the command to the first whole page.</summary>
    public TimeSpan StartUp { get; private set; }

    /// <summary>Starts it, and returns when it has answered with a page.</summary>
    /// <param name="plan">How it is started.</param>
    /// <param name="page">The page.</param>
    /// <param name="expected">What stands on the page if it is right.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Server> StartAsync(ServerPlan plan, string page, string expected, CancellationToken cancellationToken)
    {
        var port = plan.Port ?? FreePort();
        var began = TimeProvider.System.GetTimestamp();
        var server = new Server(plan, port);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(LongestStart);
            using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
            string? body;
            while ((body = await GetAsync(client, new Uri(server.Address, page), limit.Token)) is null)
            {
                if (server._process.HasExited)
                {
                    throw new InvalidOperationException($"{plan.Program} {string.Join(' ', plan.Arguments)} ended: {await File.ReadAllTextAsync(server._errors, limit.Token)}");
                }

                await Task.Delay(BetweenTries, limit.Token);
            }

            server.StartUp = TimeProvider.System.GetElapsedTime(began);
            return body.Contains(expected, StringComparison.Ordinal) ? server
                : throw new InvalidOperationException($"{page} of {plan.Program} {string.Join(' ', plan.Arguments)} does not say {expected}: {body}");
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Asks it to stop, and ends it where it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
            {
                using var limit = new CancellationTokenSource(LongestStop);
                using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
                await kill.WaitForExitAsync(limit.Token);
                await _process.WaitForExitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        File.Delete(_errors);
    }

    private static async Task<string?> GetAsync(HttpMessageInvoker client, Uri page, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            using var response = await client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellationToken)
                : throw new InvalidOperationException($"{page} answers {(int)response.StatusCode}.");
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
