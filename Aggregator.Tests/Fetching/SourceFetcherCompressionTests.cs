using System.IO.Compression;
using System.Text;
using Aggregator.Core.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Compressed bodies that have no value.</summary>
public sealed class SourceFetcherCompressionTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task FetchAsync_Bomb_IsTooLarge(string encoding)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Body(200, Compress(encoding, new byte[20_000_000]), $"Content-Encoding: {encoding}"));

        var result = await host.FetchAsync(server.Url);

        Expect.Failed(Reason.TooLarge, 200, 1, result, server);
        Assert.InRange(result.Bytes ?? 0, 1024 * 1024, 4 * 1024 * 1024);
    }

    [Fact]
    public async Task FetchAsync_EndlessCompressedBodyOfNothing_IsTooLarge()
    {
        // A gzip header, and then blocks of the kind "stored" and of length 0.
        byte[] header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];
        var blocks = Enumerable.Repeat<byte[]>([0, 0, 0, 0xFF, 0xFF], 10_000).SelectMany(block => block).ToArray();
        await using var host = new FetcherHost();
        await using var server = new RawServer(async connection =>
        {
            await connection.SendAsync(Answer.Head(200, "Content-Encoding: gzip"));
            await connection.SendAsync(header);
            while (true)
            {
                await connection.SendAsync(blocks);
            }
        });

        var result = await host.FetchAsync(server.Url);

        Expect.Failed(Reason.TooLarge, 200, 1, result, server);
        Assert.Equal(0, result.Bytes ?? 0);
    }

    [Fact]
    public async Task FetchAsync_CompressedBodyAnnouncedTooLarge_IsRefusedAtTheHeader()
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Stall(Answer.Head(200, "Content-Encoding: br", "Content-Length: 1048577")));

        Expect.Failed(Reason.TooLarge, 200, 1, await host.FetchAsync(server.Url), server);
    }

    [Theory]
    [InlineData("compress")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, br")]
    [InlineData("zstd")]
    public async Task FetchAsync_UnknownEncoding_IsBadEncoding(string encoding)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("1", $"Content-Encoding: {encoding}"));

        Expect.Failed(Reason.BadEncoding, 200, 1, await host.FetchAsync(server.Url), server);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task FetchAsync_CorruptEncoding_IsBadEncoding(string encoding)
    {
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Json("{\"what\":\"this is not compressed at all\"}", $"Content-Encoding: {encoding}"));

        Expect.Failed(Reason.BadEncoding, 200, 1, await host.FetchAsync(server.Url), server);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task FetchAsync_CompressedBodyEndsEarly_IsNoValue(string encoding)
    {
        var whole = Compress(encoding, Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 5000))));
        await using var host = new FetcherHost();
        await using var server = new RawServer(Answer.Body(200, whole[..(whole.Length / 2)], $"Content-Encoding: {encoding}"));

        Expect.Failed(Reason.BadEncoding, 200, 1, await host.FetchAsync(server.Url), server);
    }

    private static byte[] Compress(string encoding, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (Stream stream = encoding is "br" ? new BrotliStream(bytes, CompressionLevel.Fastest) : new GZipStream(bytes, CompressionLevel.Fastest))
        {
            stream.Write(content);
        }

        return bytes.ToArray();
    }
}
