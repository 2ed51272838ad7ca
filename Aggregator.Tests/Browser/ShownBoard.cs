namespace Aggregator.Tests.Browser;

/// <summary>A board whose sources answer when the test says so, each once it is let go.</summary>
internal sealed class ShownBoard : IAsyncDisposable
{
    private readonly List<(string Name, RawServer Server, TaskCompletionSource Gate)> _sources = [];
    private readonly List<(string Key, string Value)> _settings = [];

    /// <param name="title">The board's title.</param>
    /// <param name="sources">Each source's title and what its API does for one request after the other; the last one is repeated.</param>
    public ShownBoard(string title, params (string Title, Func<RawConnection, Task>[] Plan)[] sources)
    {
        _settings.Add(("Aggregator:Boards:default:Title", title));
        foreach (var (sourceTitle, plan) in sources)
        {
            var name = $"s{_sources.Count}";
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var server = new RawServer([.. plan.Select(answer => Behind(gate.Task, answer))]) { Rest = Behind(gate.Task, plan[^1]) };
            _settings.Add(($"Aggregator:Sources:{name}:Title", sourceTitle));
            _settings.Add(($"Aggregator:Sources:{name}:Url", server.Url.ToString()));
            _settings.Add(($"Aggregator:Boards:default:Sources:{_sources.Count}", name));
            _sources.Add((name, server, gate));
        }
    }

    /// <summary>The settings of the board and its sources.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings => _settings;

    /// <summary>How many sources there are.</summary>
    public int Count => _sources.Count;

    /// <summary>Lets a source answer, now and from now on.</summary>
    public void LetGo(int source) => _sources[source].Gate.TrySetResult();

    /// <summary>Lets all sources answer.</summary>
    public void LetGo()
    {
        for (var i = 0; i < Count; i++)
        {
            LetGo(i);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, server, _) in _sources)
        {
            await server.DisposeAsync();
        }
    }

    private static Func<RawConnection, Task> Behind(Task gate, Func<RawConnection, Task> answer) => async connection =>
    {
        await gate.WaitAsync(connection.Stopping);
        await answer(connection);
    };
}
