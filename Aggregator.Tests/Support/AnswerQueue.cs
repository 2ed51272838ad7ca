using System.Threading.Channels;

namespace Aggregator.Tests.Support;

/// <summary>A source whose every answer the test gives, before it is asked or after; until then it keeps whoever asks waiting.</summary>
internal sealed class AnswerQueue : IAsyncDisposable
{
    private readonly Channel<string> _answers = Channel.CreateUnbounded<string>();
    private readonly RawServer _server;

    public AnswerQueue() => _server = new RawServer
    {
        Rest = async connection => await Answer.Json(await _answers.Reader.ReadAsync(connection.Stopping))(connection),
    };

    public Uri Url => _server.Url;

    /// <summary>All requests so far.</summary>
    public IReadOnlyList<string> Requests => _server.Requests;

    /// <summary>Answers one request, the one that waits or the next one.</summary>
    /// <param name="value">The value, as JSON.</param>
    public void Give(string value) => Assert.True(_answers.Writer.TryWrite($$"""{"value":{{value}}}"""));

    /// <summary>Answers one request with something that has no value at the selected place.</summary>
    public void GiveNothing() => Assert.True(_answers.Writer.TryWrite("{}"));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
