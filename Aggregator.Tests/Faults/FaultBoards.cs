using System.Globalization;
using System.Net;
using System.Text.Json;
using Aggregator.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Faults;

/// <summary>
/// The fault server and the application on real Kestrel. Each behaviour has a board of that name, with one healthy source beside it, and the board
/// <c>everything</c> has them all.
/// </summary>
public sealed class FaultBoards : IAsyncLifetime
{
    internal const string Everything = "everything";
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    internal static readonly TimeSpan ShortTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Long, because a busy machine must not turn another reason into a timeout.</summary>
    private static readonly TimeSpan LongTimeout = TimeSpan.FromSeconds(15);

    private readonly LogCapture _log = new();
    private WebApp? _app;

    internal FaultServer Server { get; private set; } = null!;

    /// <summary>How many healthy sources stand among the others.</summary>
    internal static IReadOnlyList<string> Healthy { get; } = ["healthy-1", "healthy-2", "healthy-3"];

    public async ValueTask InitializeAsync()
    {
        Server = await FaultServer.StartAsync();
        _app = WebApp.Start(services => services.AddSingleton<ILoggerProvider>(_log), [.. Settings()]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await Server.DisposeAsync();
        _log.Dispose();
    }

    /// <summary>Asks for a page or JSON, and gives it with the warnings and errors that were logged meanwhile on its behalf.</summary>
    internal async Task<Answered> AskAsync(string path)
    {
        using var client = _app!.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var trace = Guid.NewGuid().ToString("N");
        request.Headers.Add("traceparent", $"00-{trace}-0123456789abcdef-01");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var failures = _log.Entries.Where(entry => trace.Equals(entry.Values.GetValueOrDefault("TraceId"))).ToList();
        return new Answered(trace, response.StatusCode, $"{response.Headers}{response.Content.Headers}", body, failures);
    }

    /// <summary>No word of an API in anything that was logged, by whomever.</summary>
    internal void AssertLogIsSilent() =>
        Assert.DoesNotContain(_log.Entries, entry => entry.Text.Contains(Behaviour.Words, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<(string Key, string Value)> Settings()
    {
        // Everything is captured; nothing of it needs to be seen while the tests run.
        yield return ("Logging:LogLevel:Default", "Trace");
        yield return ("Logging:LogLevel:Microsoft.AspNetCore", "Trace");
        yield return ("Logging:LogLevel:Aggregator.Core", "Trace");
        yield return ("Logging:Console:LogLevel:Default", "None");

        var names = new List<string>();
        foreach (var (behaviour, url) in Server.Addresses)
        {
            names.Add(behaviour.Name);
            yield return Source(behaviour.Name, "Url", url.OriginalString);
            yield return Source(behaviour.Name, "Timeout", Text(behaviour.Reason is "timeout" ? ShortTimeout : LongTimeout));
            yield return Source(behaviour.Name, "ConnectTimeout", Text(behaviour.NeverAnswers ? ShortTimeout : LongTimeout));

            // Each is asked several times, and each time it must be asked.
            yield return Source(behaviour.Name, "CircuitBreaker:Enabled", "false");
            foreach (var setting in Board(behaviour.Name, [behaviour.Name, Healthy[0]]))
            {
                yield return setting;
            }
        }

        foreach (var healthy in Healthy)
        {
            names.Insert(names.Count / 2, healthy);
            yield return Source(healthy, "Url", new Uri(Server.Http.Url, "ok").OriginalString);
        }

        foreach (var setting in Board(Everything, names))
        {
            yield return setting;
        }
    }

    private static (string Key, string Value) Source(string name, string key, string value) => ($"Aggregator:Sources:{name}:{key}", value);

    private static IEnumerable<(string Key, string Value)> Board(string name, IReadOnlyList<string> sources) =>
    [
        ($"Aggregator:Boards:{name}:Combine", "Count"),
        ($"Aggregator:Boards:{name}:Deadline", Text(Deadline)),
        .. sources.Select((source, i) => (string.Create(CultureInfo.InvariantCulture, $"Aggregator:Boards:{name}:Sources:{i}"), source)),
    ];

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    /// <param name="TraceId">The trace that the request belongs to.</param>
    /// <param name="Status">The status.</param>
    /// <param name="Headers">All headers.</param>
    /// <param name="Body">The body.</param>
    /// <param name="Events">What was logged with the request's trace id.</param>
    internal sealed record Answered(
        string TraceId, HttpStatusCode Status, string Headers, string Body, IReadOnlyList<LogCapture.LogEntry> Events)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    }
}
