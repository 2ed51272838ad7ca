using System.Buffers;
using System.Net.Http.Headers;
using Aggregator.Core.Decoding;

namespace Aggregator.Core.Fetching.Attempts;

/// <summary>
/// How an attempt ended: a 2xx with its whole body, or a failure. A failure is an answer, too, and no exception, so that the resilience
/// pipeline judges it by <see cref="Failure"/>: a circuit breaker counts "not found" as a sign of life.
/// </summary>
internal sealed class AttemptResponse : HttpResponseMessage
{
    private byte[] _buffer = [];
    private int _length;

    /// <summary>Why the attempt failed; null where it did not.</summary>
    public Reason? Failure { get; private init; }

    /// <summary>Whether the status says that the trouble is the API's: 408 or 5xx.</summary>
    public bool IsServerError { get; private init; }

    /// <summary>How long the API asks to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>What the body is said to be; null where nothing is said.</summary>
    public MediaTypeHeaderValue? ContentType { get; private init; }

    /// <summary>The body after decompression. Its memory goes back to the pool when the response is disposed.</summary>
    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(0, _length);

    public static AttemptResponse Failed(Reason reason, bool isServerError = false, TimeSpan? retryAfter = null) =>
        new() { Failure = reason, IsServerError = isServerError, RetryAfter = retryAfter };

    /// <summary>Reads a body to its end, and no further than the limit, which holds before and after decompression.</summary>
    /// <exception cref="TooLargeException">There is more.</exception>
    public static async Task<AttemptResponse> ReadAsync(
        HttpContent content, Func<Stream, Stream> open, int maxBytes, AttemptProgress attempt, CancellationToken cancellationToken)
    {
        const int UsualBytes = 4096;
        const int MostBytesAtFirst = 64 * 1024;
        if (content.Headers.ContentLength > maxBytes)
        {
            return Failed(Reason.TooLarge);
        }

        var response = new AttemptResponse { ContentType = content.Headers.ContentType };
        try
        {
            // One byte more than announced: the read that finds the end needs room, too. An announcement is no answer yet, so it gets no megabytes.
            response._buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(content.Headers.ContentLength ?? UsualBytes, MostBytesAtFirst) + 1);
            await using var stream = open(new LimitedStream(await content.ReadAsStreamAsync(cancellationToken), maxBytes));
            while (await ReadAsync(stream, response.Room(), cancellationToken) is > 0 and var count)
            {
                response._length += count;
                attempt.Read(response._length);
                if (response._length > maxBytes)
                {
                    throw new TooLargeException();
                }
            }

            attempt.Read(response._length);
            return response._length == 0 ? Failed(Reason.Empty) : response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _buffer, []) is { Length: > 0 } buffer)
        {
            _length = 0;
            ArrayPool<byte>.Shared.Return(buffer);
        }

        base.Dispose(disposing);
    }

    private static async ValueTask<int> ReadAsync(Stream stream, Memory<byte> room, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(room, cancellationToken);
        }
        catch (InvalidOperationException e) when (e is not ObjectDisposedException)
        {
            // So BrotliStream says what the other decoders say with an InvalidDataException.
            throw new InvalidDataException("The body is not what its content encoding says.", e);
        }
    }

    private Memory<byte> Room()
    {
        if (_length == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_length);
    }
}
