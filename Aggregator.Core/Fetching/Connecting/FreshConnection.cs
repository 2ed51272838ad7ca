using Aggregator.Core.Fetching.Attempts;

namespace Aggregator.Core.Fetching.Connecting;

/// <summary>
/// A connection that ends before its first byte ends with an exception of our own. On a mere end of the stream the framework would send the
/// request again by itself, up to three times: requests that no attempt accounts for. On a connection that was used before, it may: there the
/// server has closed what was idle. And the attempt that writes to it learns which connection it has, to close it after an answer that has no clear end.
/// </summary>
internal sealed class FreshConnection(Stream inner) : Stream
{
    private bool _hasAnswered;
    private volatile bool _isAbandoned;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Closes the connection, and makes it look like one that the server has closed while it was idle: the framework, which may have given it
    /// to another request already, then sends that request on a connection of its own.
    /// </summary>
    public void Abandon()
    {
        _isAbandoned = true;
        inner.Dispose();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _isAbandoned ? ValueTask.FromResult(0)
        : _hasAnswered || buffer.IsEmpty ? inner.ReadAsync(buffer, cancellationToken)
        : ReadFirstAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (AttemptProgress.Current is { } attempt)
        {
            attempt.Connection = this;
        }

        return _isAbandoned ? ValueTask.CompletedTask : inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _isAbandoned ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        if (count == 0)
        {
            throw new ConnectException(Reason.Reset, new EndOfStreamException());
        }

        _hasAnswered = true;
        return count;
    }
}
