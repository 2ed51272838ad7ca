using System.Buffers;
using System.Net;

namespace Aggregator.Core.Fetching;

/// <summary>A body that was read whole, in pooled memory that goes back when the response is disposed.</summary>
internal sealed class BufferedBody : HttpContent
{
    private byte[]? _buffer;
    private int _length;

    private BufferedBody(int expectedBytes) => _buffer = ArrayPool<byte>.Shared.Rent(expectedBytes);

    public ReadOnlyMemory<byte> Memory => (_buffer ?? throw new ObjectDisposedException(nameof(BufferedBody))).AsMemory(0, _length);

    /// <summary>Reads the content to its end.</summary>
    /// <exception cref="FetchException">It is larger than <paramref name="maxBytes"/>.</exception>
    public static async Task<BufferedBody> ReadAsync(HttpContent content, int maxBytes, AttemptProgress attempt, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            throw new FetchException(Reason.TooLarge);
        }

        const int UsualBytes = 4096;

        // One byte more than announced: the read that finds the end needs room, too.
        var body = new BufferedBody((int)(content.Headers.ContentLength ?? UsualBytes) + 1);
        try
        {
            body.Headers.ContentType = content.Headers.ContentType;
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            while (await stream.ReadAsync(body.Room(), cancellationToken) is > 0 and var count)
            {
                body._length += count;
                attempt.Read(body._length);
                if (body._length > maxBytes)
                {
                    throw new FetchException(Reason.TooLarge);
                }
            }

            attempt.Read(body._length);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(Memory).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        base.Dispose(disposing);
    }

    private Memory<byte> Room()
    {
        if (_length == _buffer!.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_length);
    }
}
