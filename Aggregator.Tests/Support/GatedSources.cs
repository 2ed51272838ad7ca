namespace Aggregator.Tests.Support;

/// <summary>Sources that answer when the test says so: an order of arrival without waiting by the clock.</summary>
internal sealed class GatedSources : IAsyncDisposable
{
    private readonly Dictionary<string, Gated> _sources = new(StringComparer.Ordinal);
    private readonly TimeSpan _limit = TimeSpan.FromSeconds(25);

    /// <summary>Starts sources of these names. Each answers every request with a number, once its gate is open.</summary>
    public GatedSources(params string[] names)
    {
        foreach (var (index, name) in names.Index())
        {
            _sources[name] = new Gated($$"""{"value":{{index + 1}}}""");
        }
    }

    /// <summary>The settings of a board of all of them, in the order of their names here, which sums up.</summary>
    public (string Key, string Value)[] Settings =>
    [
        .. _sources.SelectMany<KeyValuePair<string, Gated>, (string, string)>((source, index) =>
        [
            ($"Aggregator:Sources:{source.Key}:Url", source.Value.Server.Url.ToString()),
            ($"Aggregator:Sources:{source.Key}:Select", "/value"),
            ($"Aggregator:Sources:{source.Key}:Timeout", _limit.ToString()),
            ($"Aggregator:Boards:default:Sources:{index}", source.Key),
        ]),
        ("Aggregator:Boards:default:Title", "Gated"),
        ("Aggregator:Boards:default:Combine", "Sum"),
        ("Aggregator:Boards:default:Deadline", _limit.ToString()),
    ];

    /// <summary>The server behind a source.</summary>
    public RawServer this[string name] => _sources[name].Server;

    /// <summary>Lets a source answer, from now on.</summary>
    public void Open(string name) => _sources[name].Open();

    /// <summary>Holds back what a source is asked from now on.</summary>
    public void Close(string name) => _sources[name].Close();

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.Server.DisposeAsync();
        }
    }

    private sealed class Gated
    {
        private TaskCompletionSource _gate = NewGate();

        public Gated(string answer) => Server = new RawServer { Rest = connection => Answer.Once(_gate.Task, Answer.Json(answer))(connection) };

        public RawServer Server { get; }

        public void Open() => _gate.TrySetResult();

        public void Close() => _gate = NewGate();

        private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
