using System.Globalization;
using System.Text.Json;

namespace Aggregator.Soak;

/// <summary>The boards: one without faults, one that has them all, one that has them all and pauses those that keep failing, and one for each.</summary>
internal sealed class SoakBoards
{
    /// <summary>The timeout of sources that never answer, and the deadline of the boards that have one of these.</summary>
    public static readonly TimeSpan NeverAnswersTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Long, so that a busy machine does not turn another reason into a timeout.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private readonly FaultServer _server;

    public SoakBoards(FaultServer server)
    {
        _server = server;
        var faults = server.Addresses.Select(entry => entry.Behaviour).Where(behaviour => behaviour != ConnectionBehaviours.Swallowed || server.CanSwallow).ToList();
        Calm = new SoakBoard("calm", Deadline, new Dictionary<string, Behaviour>(StringComparer.Ordinal));
        Everything = new SoakBoard("everything", Deadline, faults.ToDictionary(behaviour => behaviour.Name, StringComparer.Ordinal));
        Paused = new SoakBoard("paused", Deadline, faults.ToDictionary(behaviour => SoakBoard.PausedPrefix + behaviour.Name, StringComparer.Ordinal));
        Single =
        [
            .. faults.Select(behaviour => new SoakBoard(
                behaviour.Name,
                behaviour.NeverAnswers ? NeverAnswersTimeout : Deadline,
                new Dictionary<string, Behaviour>(StringComparer.Ordinal) { [behaviour.Name] = behaviour })),
        ];
    }

    public SoakBoard Calm { get; }

    /// <summary>Each view makes a call of its own to each source, whatever the last ones came to.</summary>
    public SoakBoard Everything { get; }

    /// <summary>The same with sources as they are by default: calls are shared, and pause where they keep failing.</summary>
    public SoakBoard Paused { get; }

    /// <summary>One fault each.</summary>
    public IReadOnlyList<SoakBoard> Single { get; }

    /// <summary>Writes the configuration of all boards.</summary>
    public Task WriteAsync(string path)
    {
        var sources = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (behaviour, url) in _server.Addresses)
        {
            sources[behaviour.Name] = Source(behaviour, url, isPaused: false);
            sources[SoakBoard.PausedPrefix + behaviour.Name] = Source(behaviour, url, isPaused: true);
        }

        foreach (var healthy in SoakBoard.Healthy)
        {
            sources[healthy] = new { Url = new Uri(_server.Http.Url, "ok").OriginalString, Timeout = Text(NeverAnswersTimeout) };
        }

        var boards = Single.Append(Calm).Append(Everything).Append(Paused).ToDictionary(
            board => board.Name,
            board => new { Sources = board.Faults.Keys.Concat(SoakBoard.Healthy), Combine = "Count", Deadline = Text(board.Deadline) },
            StringComparer.Ordinal);
        return File.WriteAllTextAsync(
            path, JsonSerializer.Serialize(new { AllowedHosts = "127.0.0.1", Aggregator = new { Sources = sources, Boards = boards } }));
    }

    private static object Source(Behaviour behaviour, Uri url, bool isPaused) => new
    {
        Url = url.OriginalString,
        Timeout = Text(behaviour.NeverAnswers ? NeverAnswersTimeout : Timeout),
        ConnectTimeout = Text(behaviour.Reason is "connect-timeout" ? NeverAnswersTimeout / 2 : NeverAnswersTimeout),
        Coalesce = isPaused,
        CircuitBreaker = new { Enabled = isPaused },
    };

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);
}
